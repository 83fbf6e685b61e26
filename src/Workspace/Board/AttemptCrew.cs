using Yoi.Protocol;

namespace Yoi.Workspace;

/// <summary>An attempt's Workers as they are now.</summary>
/// <param name="Workers">Those that exist: the coder, then the reviewer.</param>
/// <param name="Tokens">The sum of theirs.</param>
/// <param name="At">The one that works on the step at hand.</param>
internal sealed record AttemptCrew(IReadOnlyList<RegisteredWorker> Workers, TokenCount Tokens, WorkerSummary? At)
{
    public static async Task<AttemptCrew> OfAsync(AttemptState? attempt, RuntimeRegistry registry, CancellationToken cancellationToken)
    {
        var (workers, tokens, at) = (new List<RegisteredWorker>(), TokenCount.Zero, (WorkerSummary?)null);
        foreach (var worker in new[] { attempt?.Coder, attempt?.Reviewer })
        {
            if (worker is not { Created: true } || !(await registry.LookAsync(worker.Ref, cancellationToken)).TryGet(out var registered, out _)) continue;
            var summary = registered.Worker;
            workers.Add(registered);
            tokens = tokens.Plus(summary.Tokens);
            if (worker == BoardCards.WorkerAt(attempt!)) at = summary;
        }

        return new(workers, tokens, at);
    }
}
