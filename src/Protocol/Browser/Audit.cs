namespace Yoi.Protocol.Browser;

/// <summary>What somebody did or tried to do: never what was sent, never a secret.</summary>
public sealed record AuditEntry
{
    /// <summary>Its number, 1, 2, 3 …</summary>
    public required long Seq { get; init; }

    /// <summary>When it was answered.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>By what the caller was let in; null where it was not.</summary>
    public CallerKind? Kind { get; init; }

    /// <summary>The session or token.</summary>
    public string? Caller { get; init; }

    /// <summary>In whose name.</summary>
    public string? Name { get; init; }

    /// <summary>What the caller might do.</summary>
    public AccessRole? Role { get; init; }

    /// <summary>The HTTP method.</summary>
    public required string Method { get; init; }

    /// <summary>The route's pattern.</summary>
    public required string Route { get; init; }

    /// <summary>The things named or made, by what they are: ticket, worker, token.</summary>
    public required IReadOnlyDictionary<string, string> Targets { get; init; }

    /// <summary>The HTTP status of the answer; 499 where the caller left before it.</summary>
    public required int Status { get; init; }

    /// <summary>The code of a refusal.</summary>
    public string? Code { get; init; }

    /// <summary>The id under which the log has the rest.</summary>
    public required string TraceId { get; init; }

    /// <summary>The beginning of the SHA-256 of the Idempotency-Key, so that tries of one thing are seen as such.</summary>
    public string? KeyHash { get; init; }

    /// <summary>How many refused calls before it left no record of their own, there being too many.</summary>
    public long Unrecorded { get; init; }
}

/// <summary>Records of what was done, newest first.</summary>
/// <param name="Items">The records.</param>
/// <param name="More">Whether there are older ones behind them.</param>
public sealed record AuditPage(IReadOnlyList<AuditEntry> Items, bool More);
