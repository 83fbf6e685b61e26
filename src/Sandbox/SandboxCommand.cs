namespace Yoi.Sandbox;

/// <summary>What to run and what it may see. Everything not named here is absent inside, but the read-only system folders.</summary>
public sealed record SandboxCommand
{
    /// <summary>The program and its arguments; no shell unless it is the program.</summary>
    public required IReadOnlyList<string> Arguments { get; init; }

    /// <summary>Folders and files of the host that are there inside, in order: a later one lies over an earlier one.</summary>
    public IReadOnlyList<Mount> Mounts { get; init; } = [];

    /// <summary>The working directory inside.</summary>
    public string WorkingDirectory { get; init; } = "/work";

    /// <summary>Variables inside, beside PATH, HOME, LANG and TMPDIR.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>();

    /// <summary>What the command reads from standard input.</summary>
    public ReadOnlyMemory<byte> Input { get; init; }

    /// <summary>After this the whole tree is killed; 1 second to 1 hour, default 2 minutes.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>Bytes kept of each of standard output and standard error; the first half and the last half are kept. Default 64 KiB.</summary>
    public int OutputLimit { get; init; } = 64 * 1024;
}

/// <summary>Something of the host that is there inside.</summary>
/// <param name="Source">The absolute path on the host.</param>
/// <param name="Target">The absolute path inside.</param>
/// <param name="Access">Whether it can be changed.</param>
public sealed record Mount(string Source, string Target, MountAccess Access);

/// <summary>Whether a mount can be changed from inside.</summary>
public enum MountAccess
{
    /// <summary>Reads only.</summary>
    ReadOnly,

    /// <summary>Reads and writes.</summary>
    ReadWrite,
}
