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

    /// <summary>A message that joins the run at hand at its next step; without a run it is refused.</summary>
    Steer,

    /// <summary>Answers a pending approval; sent by the runtime itself, never by a caller.</summary>
    Approval,
}
