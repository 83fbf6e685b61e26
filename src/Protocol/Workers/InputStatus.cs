using System.Text.Json.Serialization;

namespace Yoi.Protocol;

/// <summary>What became of an input.</summary>
[JsonConverter(typeof(SnakeCaseEnumConverter<InputStatus>))]
public enum InputStatus
{
    /// <summary>Durably committed and visible to observers.</summary>
    Accepted,

    /// <summary>A run is under way; nothing was recorded.</summary>
    Busy,

    /// <summary>The Worker or its backend does not take it; nothing was recorded.</summary>
    Rejected,

    /// <summary>No such Worker.</summary>
    NotFound,

    /// <summary>The store refused; nothing was recorded.</summary>
    Failed,
}
