using System.Text.Json.Serialization;

namespace Yoi.Protocol;

/// <summary>How a run ended.</summary>
[JsonConverter(typeof(SnakeCaseEnumConverter<RunOutcome>))]
public enum RunOutcome
{
    /// <summary>The agent finished by itself.</summary>
    Completed,

    /// <summary>The Worker was stopped under it.</summary>
    Cancelled,

    /// <summary>It failed; the fault says why.</summary>
    Failed,

    /// <summary>It was interrupted by a caller, or the process died under it.</summary>
    Interrupted,

    /// <summary>It met its limit of turns or tokens.</summary>
    LimitReached,
}
