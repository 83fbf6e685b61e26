using Microsoft.Extensions.Logging;
using Yoi.Journal;
using Yoi.Protocol;

namespace Yoi.Runtime;

/// <summary>What a runtime is made of: a journal, an execution backend, a clock.</summary>
public sealed record WorkerRuntimeOptions
{
    /// <summary>Where histories are kept. Its owner closes it, after the runtime. One runtime a journal.</summary>
    public required IJournal Journal { get; init; }

    /// <summary>What makes Workers act; without it Workers can be read, stopped and observed, but not created or given input.</summary>
    public IWorkerExecutionBackend? Execution { get; init; }

    /// <summary>The name its registry gives it; never stored.</summary>
    public RuntimeId Id { get; init; } = RuntimeId.Embedded;

    /// <summary>Finds a profile by name where a create request does not carry it resolved.</summary>
    public Func<string, Profile?> Profiles { get; init; } = _ => null;

    /// <summary>The clock.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Told what backends and the store refuse.</summary>
    public ILogger? Logger { get; init; }

    /// <summary>How long one call of the backend may take before it is given up, more than zero; default 30 seconds.</summary>
    public TimeSpan BackendDeadline { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// How long a Worker may have nothing to do before its execution is ended and its state leaves memory, until it is asked for again; from 1 second on, or
    /// <see cref="Timeout.InfiniteTimeSpan"/> for never; default 30 minutes. Workers that did something within that time are connected when the runtime opens.
    /// </summary>
    public TimeSpan IdleAfter { get; init; } = TimeSpan.FromMinutes(30);

    /// <summary>Why the options cannot be used.</summary>
    internal Fault? Check()
    {
        if (BackendDeadline <= TimeSpan.Zero) return new(FaultCodes.Invalid, "The backend's deadline is more than zero.");
        return IdleAfter < TimeSpan.FromSeconds(1) && IdleAfter != Timeout.InfiniteTimeSpan
            ? new(FaultCodes.Invalid, "A Worker may be idle for at least 1 second, or without end.")
            : null;
    }
}
