using System.Text.Json.Serialization;

namespace Yoi.Protocol;

/// <summary>What an input is to its Worker. A backend declares which kinds it takes.</summary>
[JsonConverter(typeof(SnakeCaseEnumConverter<InputKind>))]
public enum InputKind
{
    /// <summary>A message that starts a run.</summary>
    User,

    /// <summary>Asks an interrupted Worker to go on where it was; starts a run.</summary>
    Resume,
}
