using System.Text.Json.Serialization;

namespace Yoi.Protocol;

/// <summary>What a Worker is doing now; live, derived, never stored.</summary>
[JsonConverter(typeof(SnakeCaseEnumConverter<RunState>))]
public enum RunState
{
    /// <summary>No execution stands behind the Worker; it takes no input.</summary>
    Unconnected,

    /// <summary>Waits for input.</summary>
    Idle,

    /// <summary>A run is under way.</summary>
    Busy,

    /// <summary>A run is under way and waits for a person's word on a call; nothing of it runs.</summary>
    WaitingApproval,

    /// <summary>Its history cannot be read; see the diagnostic.</summary>
    Errored,
}
