using System.Text.Json.Serialization;

namespace Yoi.Protocol;

/// <summary>What a Worker is doing now; live, derived, never stored.</summary>
[JsonConverter(typeof(SnakeCaseEnumConverter<RunState>))]
public enum RunState
{
    /// <summary>No execution stands behind the Worker and none can be set up; it takes no input, and its diagnostic says why.</summary>
    Unconnected,

    /// <summary>Waits for input. Its execution stands, or is set up when input comes.</summary>
    Idle,

    /// <summary>A run is under way.</summary>
    Busy,

    /// <summary>A run is under way and waits for a person's word on a call; nothing of it runs.</summary>
    WaitingApproval,

    /// <summary>Its history cannot be read; see the diagnostic.</summary>
    Errored,
}
