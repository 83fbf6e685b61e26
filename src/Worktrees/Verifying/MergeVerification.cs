using Yoi.Protocol;

namespace Yoi.Worktrees;

/// <summary>A merge and its receipts as they were found.</summary>
public sealed record MergeVerification
{
    /// <summary>The commit that was looked at.</summary>
    public required string Commit { get; init; }

    /// <summary>What it says about itself; null where it is no merge of a ticket, and then nothing more was looked at.</summary>
    public RecordedMerge? Merge { get; init; }

    /// <summary>What was looked at, in order.</summary>
    public required IReadOnlyList<CheckedFact> Facts { get; init; }

    /// <summary>The keys whose signatures hold. They come from the records, so who can rewrite those can replace them: a pin says which is trusted.</summary>
    public IReadOnlyList<SigningKey> Keys { get; init; } = [];

    /// <summary>
    /// Looks at a merge and its receipts; what does not hold is a fact, not a fault. Faults: <c>invalid</c>, <c>not_found</c>, <c>git_failed</c>, <c>timeout</c>.
    /// </summary>
    /// <param name="evidence">The repository.</param>
    /// <param name="reference">A commit or a branch.</param>
    /// <param name="pin">The key to trust; null where any key of the records will do.</param>
    /// <param name="cancellationToken">Stops between objects.</param>
    public static async Task<Result<MergeVerification>> RunAsync(RepositoryEvidence evidence, string reference, KeyPin? pin, CancellationToken cancellationToken)
    {
        if (!(await evidence.ResolveAsync(reference, cancellationToken)).TryGet(out var commit, out var fault)) return fault;
        if (!(await evidence.CommitAsync(commit, cancellationToken)).TryGet(out var stored, out fault)) return Nothing(commit, fault);
        if (!RecordedMerge.Read(commit, stored.Span).TryGet(out var merge, out fault)) return Nothing(commit, fault);
        var count = merge.Receipts.Count;
        var facts = new List<CheckedFact>
        {
            new($"commit {commit} merges {merge.Theirs[..10]} into {merge.Ours[..10]} for attempt {merge.Attempt}, with {count} receipt{(count == 1 ? "" : "s")}"),
        };
        var checks = new ReceiptChecks(evidence, merge, pin);
        foreach (var receipt in merge.Receipts) facts.AddRange(await checks.CheckAsync(receipt, cancellationToken));
        return new MergeVerification { Commit = commit, Merge = merge, Facts = facts, Keys = checks.Keys };
    }

    private static MergeVerification Nothing(string commit, Fault fault) => new() { Commit = commit, Facts = [CheckedFact.Wrong($"commit {commit}", fault.Message)] };
}
