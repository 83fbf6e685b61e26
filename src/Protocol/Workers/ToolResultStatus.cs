using System.Text.Json.Serialization;

namespace Yoi.Protocol;

/// <summary>How a tool call ended. Every call has exactly one result.</summary>
[JsonConverter(typeof(SnakeCaseEnumConverter<ToolResultStatus>))]
public enum ToolResultStatus
{
    /// <summary>It ran and answered.</summary>
    Ok,

    /// <summary>It ran and answered with an error.</summary>
    Error,

    /// <summary>It was not allowed to run.</summary>
    Denied,

    /// <summary>The run ended before it could run.</summary>
    Skipped,

    /// <summary>It was cut off by an interrupt or a stop.</summary>
    Cancelled,

    /// <summary>The process died under it; whether it took effect is unknown.</summary>
    Interrupted,
}
