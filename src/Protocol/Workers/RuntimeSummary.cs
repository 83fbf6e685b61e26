using System.Text.Json.Serialization;

namespace Yoi.Protocol;

/// <summary>A runtime as it stands.</summary>
public sealed record RuntimeSummary
{
    /// <summary>The name its registry gave it.</summary>
    public required RuntimeId Id { get; init; }

    /// <summary>Whether it works.</summary>
    public required RuntimeState State { get; init; }

    /// <summary>What makes its Workers act; null where nothing does.</summary>
    public string? Backend { get; init; }

    /// <summary>When it was started last.</summary>
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>Workers whose state is in memory; the others rest in the store.</summary>
    public required int Loaded { get; init; }

    /// <summary>Those of them with an execution.</summary>
    public required int Connected { get; init; }

    /// <summary>Those of them with a run that works.</summary>
    public required int Busy { get; init; }

    /// <summary>Those of them with a run that waits for a person's word.</summary>
    public required int Waiting { get; init; }
}

/// <summary>Whether a runtime works.</summary>
[JsonConverter(typeof(SnakeCaseEnumConverter<RuntimeState>))]
public enum RuntimeState
{
    /// <summary>It takes work.</summary>
    Running,

    /// <summary>It takes no more work, and ends what it has.</summary>
    Stopping,

    /// <summary>It does nothing until it is started.</summary>
    Stopped,
}

/// <summary>What is wrong in a runtime's store.</summary>
/// <param name="Fault">What it is, and what to do.</param>
/// <param name="Worker">The Worker that cannot be used for it; null where it is nobody's.</param>
public sealed record RuntimeDiagnostic(Fault Fault, WorkerId? Worker = null);
