namespace Yoi.Workspace;

/// <summary>A call that was made under an Idempotency-Key and changed something.</summary>
/// <param name="Id">SHA-256 of method, path and key: 64 lower-case hexadecimal characters. The key itself is kept nowhere.</param>
/// <param name="Body">SHA-256 of what was sent.</param>
/// <param name="At">When it was answered.</param>
public sealed record KeyRecord(string Id, string Body, DateTimeOffset At)
{
    /// <summary>The HTTP status it was answered with, where the answer is kept.</summary>
    public int? Status { get; init; }

    /// <summary>The answer, as JSON, where doing it again would not give it again.</summary>
    public string? Answer { get; init; }
}
