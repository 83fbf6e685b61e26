using Yoi.Protocol;
using Yoi.Tickets;

namespace Yoi.Cli;

/// <summary>Looks at the end in git and files, with git and node themselves: what the demo claims must be there.</summary>
internal sealed class DemoProof(DemoFolder folder, TicketStore store, DemoState state, IReadOnlyDictionary<string, TicketId> tickets)
{
    private static readonly string[] Beginning =
        ["intake_summary", "state_changed ready", "state_changed queued", "decision", "plan_recorded", "decision", "state_changed inprogress", "implementation_report kickoff"];

    private static readonly string[] Ending =
        ["implementation_report merge", "state_changed done", "implementation_report clean", "state_changed closed", "close"];

    public async Task<Fault?> CheckAsync(DemoProgress progress, CancellationToken cancellationToken)
    {
        foreach (var story in DemoStory.Tickets)
            if (await ThreadAsync(story, cancellationToken) is { } wrong) return wrong;
        if (await RepositoryAsync(cancellationToken) is { } fault) return fault;

        // What another person would have: the integration branch and the records, nothing else.
        if (Directory.Exists(folder.Proof)) Directory.Delete(folder.Proof, recursive: true);
        if (!(await GitAsync(folder.Repository, cancellationToken, "clone", "--quiet", "--single-branch", "--branch", "yoi/integration", folder.Repository, folder.Proof)).TryGet(out _, out fault)) return fault;
        if (!(await GitAsync(folder.Proof, cancellationToken, "fetch", "--quiet", "origin", "refs/yoi/records:refs/yoi/records")).TryGet(out _, out fault)) return fault;
        if (await DemoRepository.AcceptAsync(folder.Proof, cancellationToken) is { } unaccepted) return unaccepted;
        if (!(await GitAsync(folder.Proof, cancellationToken, "rev-list", "--merges", "yoi/integration")).TryGet(out var merges, out fault)) return fault;
        foreach (var merge in merges.Split('\n'))
        {
            if (!(await Tool.RunAsync(Environment.ProcessPath!, folder.Proof, cancellationToken, "verify", merge)).TryGet(out var verified, out fault)) return fault;
            if (verified.ExitCode != 0) return Wrong($"`yoi verify {merge}` says:\n{verified.Output.Trim()}");
        }

        progress.Step("proved: a fresh clone of yoi/integration passes its tests");
        progress.Step("proved: each merge verifies there; main is where it was");
        return null;
    }

    private async Task<Fault?> ThreadAsync(DemoTicket story, CancellationToken cancellationToken)
    {
        if (!(await store.ReadAsync(tickets[story.Label], cancellationToken)).TryGet(out var ticket, out var fault)) return fault;
        if (ticket.Item.State != TicketState.Closed) return Wrong($"{story.Label} is {ticket.Item.State.Text()}");
        var waits = DemoWaits.Of(ticket);
        if (waits.Count != waits.Distinct().Count()) return Wrong($"{story.Label} says twice what it waits for: {string.Join(", ", waits)}");
        if (story.DependsOn is { } other && !waits.Contains($"dependency_blocked {tickets[other]}")) return Wrong($"{story.Label} does not say that it waited for {other}");
        if (state.Model is not null) return null;
        string[] expected = ["create", .. story.DependsOn is null ? Array.Empty<string>() : ["relation_added"], .. Beginning, .. story.Middle, .. Ending];
        var told = DemoWaits.Without(ticket).Select(Told).ToList();
        return told.SequenceEqual(expected) ? null : Wrong($"the thread of {story.Label} holds {string.Join(", ", told)}, not {string.Join(", ", expected)}");
    }

    private async Task<Fault?> RepositoryAsync(CancellationToken cancellationToken)
    {
        Task<Result<string>> Git(params string[] arguments) => GitAsync(folder.Repository, cancellationToken, arguments);
        if (!(await Git("rev-parse", "main")).TryGet(out var main, out var fault)) return fault;
        if (main != state.Main) return Wrong("main moved");
        if (!(await Git("log", "--merges", "--format=%(trailers:key=Yoi-Ticket,valueonly,separator=%x2C)", "yoi/integration")).TryGet(out var merged, out fault)) return fault;
        var of = merged.Split('\n').Order(StringComparer.Ordinal).ToList();
        if (!of.SequenceEqual(tickets.Values.Select(id => id.ToString()).Order(StringComparer.Ordinal))) return Wrong($"yoi/integration holds merges of {string.Join(", ", of)}, not one of each ticket");
        if (!(await Git("status", "--porcelain")).TryGet(out var dirt, out fault)) return fault;
        if (dirt is not ("" or "?? .yoi/")) return Wrong($"the checkout is dirty: {dirt}");
        if (!(await Git("branch", "--list", "work/*")).TryGet(out var branches, out fault)) return fault;
        if (branches.Length > 0) return Wrong($"branches were left: {branches}");
        if (!(await Git("worktree", "list", "--porcelain")).TryGet(out var worktrees, out fault)) return fault;
        if (worktrees.Split('\n').Count(line => line.StartsWith("worktree ", StringComparison.Ordinal)) != 1) return Wrong($"worktrees were left: {worktrees}");
        foreach (var id in tickets.Values)
        {
            if (!(await Git("show", $"refs/yoi/records:tickets/{id}/item.md")).TryGet(out var recorded, out fault)) return fault;
            if (!recorded.Contains("state: 'closed'", StringComparison.Ordinal)) return Wrong($"refs/yoi/records does not hold {id} closed");
        }

        return null;
    }

    private static Task<Result<string>> GitAsync(string at, CancellationToken cancellationToken, params string[] arguments) => Tool.MustAsync("git", at, cancellationToken, arguments);

    private static string Told(ThreadEvent e) => e.Kind switch
    {
        "state_changed" => $"{e.Kind} {e.Attribute("to")}",
        "implementation_report" or "comment" => $"{e.Kind} {e.Attribute("step")}",
        "review" => $"{e.Kind} {e.Attribute("status")}",
        _ => e.Kind,
    };

    private static Fault Wrong(string what) => new(FaultCodes.VerificationFailed, $"The demo's end is not what it must be: {what}.");
}
