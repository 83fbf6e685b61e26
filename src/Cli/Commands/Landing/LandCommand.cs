using System.CommandLine;
using Yoi.Protocol;
using Yoi.Sandbox;
using Yoi.Workspace;
using Yoi.Worktrees;

namespace Yoi.Cli;

/// <summary><c>yoi land</c>: brings the target branch forward to what was merged, because a person asks.</summary>
internal static class LandCommand
{
    public static Command Create() => new Command("land", "Bring the target branch (main) forward to the work that was reviewed, checked and merged")
        .RunsIn(CommandExtensions.WorkspaceOption(), async (workspace, _, cancellationToken) =>
        {
            if (!(await workspace.Settings().LoadAsync(cancellationToken)).TryGet(out var settings, out var fault)) return fault;
            if (!(await workspace.RepositoryAsync(cancellationToken)).TryGet(out var repository, out fault)) return fault;
            var (target, integration) = (settings.InForce.Orchestration.TargetBranch, settings.InForce.Orchestration.IntegrationBranch);
            if ((await repository.ResolveAsync($"refs/heads/{integration}", cancellationToken)).Fault is not null)
            {
                Console.WriteLine($"Nothing to land: {integration} does not exist yet; it begins with the first ticket.");
                return null;
            }

            var synced = await new IntegrationBranch(repository).SyncAsync(target, integration, TimeProvider.System.GetUtcNow(), cancellationToken);
            if (!synced.TryGet(out var head, out fault)) return fault;
            if (head.Action == SyncAction.Merged && await CheckAsync(repository, settings.InForce, head.Head, cancellationToken) is { } failed) return failed;
            if (!(await new LandTarget(repository).RunAsync(target, head.Head, cancellationToken)).TryGet(out var landed, out fault)) return fault;
            Tell(landed, target);
            return null;
        });

    /// <summary>What lands was checked as it is, unless the target had work of its own: then their merge is new and is checked first.</summary>
    private static async Task<Fault?> CheckAsync(GitRepository repository, WorkspaceSettings settings, string commit, CancellationToken cancellationToken)
    {
        Console.WriteLine($"{settings.Orchestration.TargetBranch} has work of its own; it was merged into {settings.Orchestration.IntegrationBranch}.");
        var checks = new Checks(repository, new BubblewrapSandbox());
        foreach (var command in settings.Validation.Commands)
        {
            Console.WriteLine($"Checking: {command}");
            var run = await checks.RunAsync(new()
            {
                ReceiptId = ReceiptId.New(TimeProvider.System),
                Ticket = default,
                Attempt = "land",
                Purpose = "land",
                Command = command,
                Commit = commit,
                Timeout = TimeSpan.FromSeconds(settings.Validation.TimeoutSeconds),
                Mounts = [.. settings.Validation.Mounts.Select(m => new Mount(m.Source, m.Target, MountAccess.ReadOnly))],
            }, cancellationToken);
            if (!run.TryGet(out var done, out var fault)) return fault;
            if (done.Receipt.Passed()) continue;
            Console.WriteLine(System.Text.Encoding.UTF8.GetString(done.Output.Span).TrimEnd());
            return new(FaultCodes.GateRefused, $"`{command}` fails on the merge of both branches, so nothing landed. Mend it by a ticket or on {settings.Orchestration.TargetBranch}, then run `yoi land` again.");
        }

        return null;
    }

    private static void Tell(Landed landed, string target)
    {
        if (landed.From == landed.To)
        {
            Console.WriteLine($"Nothing to land: {target} holds everything that was merged.");
            return;
        }

        Console.WriteLine($"{target} is now at {landed.To[..10]} (was {landed.From[..10]}):");
        foreach (var merge in landed.Merges) Console.WriteLine($"  {merge.Commit[..10]} {string.Concat(merge.Subject.Where(c => !char.IsControl(c)))}");
    }
}
