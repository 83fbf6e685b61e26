namespace Yoi.Workspace.Server;

/// <summary>What the server bears of each caller before it answers 429.</summary>
public sealed record ServerLimits
{
    /// <summary>Calls at once of one session, token or the socket.</summary>
    public int CallerBurst { get; init; } = 600;

    /// <summary>Calls a second of one, in the long run.</summary>
    public int CallerPerSecond { get; init; } = 200;

    /// <summary>Calls at once that need no credential (pages, health), of one address.</summary>
    public int OpenBurst { get; init; } = 300;

    /// <summary>Such calls a second, in the long run.</summary>
    public int OpenPerSecond { get; init; } = 50;

    /// <summary>Calls at once with a wrong or no credential where one is needed, and steps of a login, of one address.</summary>
    public int FailedBurst { get; init; } = 30;

    /// <summary>Such calls a minute, in the long run.</summary>
    public int FailedPerMinute { get; init; } = 30;

    /// <summary>Streams open at once of one session, token or the socket.</summary>
    public int StreamsPerCaller { get; init; } = 100;

    /// <summary>Streams open at once of all.</summary>
    public int Streams { get; init; } = 10_000;

    /// <summary>Refused mutations of one caller, or of all who are unknown, that are recorded at once.</summary>
    public int RefusalBurst { get; init; } = 60;

    /// <summary>Such records a minute, in the long run; the rest is counted.</summary>
    public int RefusalsPerMinute { get; init; } = 6;
}
