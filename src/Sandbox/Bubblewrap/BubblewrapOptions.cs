namespace Yoi.Sandbox;

/// <summary>How sandboxes are made on this machine.</summary>
public sealed record BubblewrapOptions
{
    /// <summary>The bubblewrap program, 0.8 or newer: a path, or a name looked up on PATH.</summary>
    public string Program { get; init; } = "bwrap";

    /// <summary>
    /// Processes and threads a sandbox may have at once. The kernel counts them per user and lets the administrator pass: it binds
    /// where Yoi runs as an ordinary user, and where it runs as root a fork bomb ends with the command's time.
    /// </summary>
    public int Processes { get; init; } = 4096;

    /// <summary>Bytes one file may grow to, for everybody; many files are bounded by the command's time and the disk. Default 8 GiB.</summary>
    public long FileBytes { get; init; } = 8L << 30;

    /// <summary>Bytes the private /tmp and /dev/shm hold, each; they live in memory and go with the sandbox. Default 2 GiB.</summary>
    public long TemporaryBytes { get; init; } = 2L << 30;

    /// <summary>The clock of deadlines and durations.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;
}
