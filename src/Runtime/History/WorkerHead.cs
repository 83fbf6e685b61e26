using System.Text.Json.Serialization;
using Yoi.Protocol;

namespace Yoi.Runtime;

/// <summary>What a Worker's stream carries as its head: enough to list it, answer a repeated create and close a run, without reading its events.</summary>
internal sealed record WorkerHead
{
    private const int MostMessage = 500;

    public required DesiredState Desired { get; init; }

    public string? DisplayName { get; init; }

    public required string Profile { get; init; }

    public required string Role { get; init; }

    public string? Worktree { get; init; }

    public IReadOnlyDictionary<string, string>? Labels { get; init; }

    public string? Fingerprint { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When the newest event was committed that changed the head; a Worker at rest has none behind it.</summary>
    public DateTimeOffset? LastEventAt { get; init; }

    /// <summary>The run under way.</summary>
    public RunId? Run { get; init; }

    /// <summary>The sequence number of its <see cref="RunStarted"/>.</summary>
    public long? RunSeq { get; init; }

    public RunOutcome? LastOutcome { get; init; }

    /// <summary>Why that run ended so, or what was reported since; its message is cut: a head is small.</summary>
    public Fault? LastFault { get; init; }

    public TokenCount Tokens { get; init; } = TokenCount.Zero;

    /// <summary>The head after one more event. Each change is one more write, so only what ends an append at rest touches it for the time alone.</summary>
    public static WorkerHead? After(WorkerHead? head, WorkerEvent item) => (head, item) switch
    {
        (null, WorkerCreated created) => Of(created),
        (null, _) => null,
        (_, RunStarted) => head with { Run = item.Run, RunSeq = item.Seq, LastEventAt = item.At },
        (_, RunFinished finished) => head with { Run = null, RunSeq = null, LastOutcome = finished.Outcome, LastFault = Short(finished.Fault), LastEventAt = item.At },
        // What went wrong between runs: the last thing a person should know of it.
        (_, ErrorReported reported) when item.Run is null => head with { LastFault = Short(reported.Fault), LastEventAt = item.At },
        (_, StateChanged changed) => head with { Desired = changed.To, LastEventAt = item.At },
        (_, UsageReported usage) => head with { Tokens = head.Tokens.Plus(usage.Tokens), LastEventAt = item.At },
        (_, ApprovalRequested or ApprovalResolved or UserMessage) => head with { LastEventAt = item.At },
        _ => head,
    };

    private static Fault? Short(Fault? fault) => fault is null ? null : FaultText.Short(fault, MostMessage);

    private static WorkerHead Of(WorkerCreated created) => new()
    {
        Desired = DesiredState.Active,
        DisplayName = created.Request.DisplayName,
        Profile = created.Profile.Name,
        Role = created.Profile.Role,
        Worktree = created.Request.Worktree,
        Labels = created.Request.Labels,
        Fingerprint = created.Request.Fingerprint,
        CreatedAt = created.At,
        LastEventAt = created.At,
    };
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    RespectNullableAnnotations = true)]
[JsonSerializable(typeof(WorkerHead))]
internal sealed partial class HeadJson : JsonSerializerContext;
