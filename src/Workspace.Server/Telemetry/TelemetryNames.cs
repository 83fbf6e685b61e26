namespace Yoi.Workspace.Server;

/// <summary>Every name that dashboards and alerts of others may be built on. None is renamed.</summary>
public static class TelemetryNames
{
    /// <summary>The meter of the server.</summary>
    public const string Meter = "Yoi.Workspace.Server";

    /// <summary>The activity source of the server: one activity a request, named by method and route.</summary>
    public const string Source = "Yoi.Workspace.Server";

    /// <summary>What all meters and activity sources of the program begin with.</summary>
    public const string Prefix = "Yoi.";

    /// <summary>Histogram, seconds: how long requests took, streams left out; by <c>method</c>, <c>route</c> and <c>status</c>.</summary>
    public const string RequestDuration = "yoi.http.request.duration";

    /// <summary>Counter: requests by <c>method</c>, <c>route</c> and <c>status</c>, streams when they end.</summary>
    public const string Requests = "yoi.http.requests";

    /// <summary>Gauge: streams open.</summary>
    public const string Streams = "yoi.http.streams";

    /// <summary>Counter: calls answered with 429, by <c>limit</c>: caller, open, failed, streams.</summary>
    public const string RateLimited = "yoi.http.rate_limited";

    /// <summary>Counter: refused mutations that left no audit record of their own.</summary>
    public const string Unrecorded = "yoi.audit.unrecorded";

    /// <summary>The meter of the journal on files, which the program makes.</summary>
    public const string JournalMeter = "Yoi.Journal.Files";

    /// <summary>Counter: appends to the journal since the program started.</summary>
    public const string JournalAppends = "yoi.journal.appends";

    /// <summary>Counter: syncs of the journal's log; those of appends that came together are one.</summary>
    public const string JournalSyncs = "yoi.journal.syncs";

    /// <summary>Counter: bytes written to the journal.</summary>
    public const string JournalBytes = "yoi.journal.bytes";

    /// <summary>Gauge, of /metrics only: Workers by <c>state</c>.</summary>
    public const string Workers = "yoi.workers";
}
