using System.Globalization;
using Yoi.Protocol;
using Yoi.Tickets;

namespace Yoi.Cli;

/// <summary>Looks at the end in git and files, with git and node themselves: what the demo claims must be there.</summary>
internal static class DemoProof
{
    private static readonly string[] Order =
    [
        "create", "intake_summary", "state_changed ready", "state_changed queued", "decision", "plan_recorded", "decision", "state_changed inprogress",
        "implementation_report kickoff", "implementation_report submit", "review approve", "implementation_report merge", "state_changed done",
        "implementation_report clean", "state_changed closed", "close",
    ];

    public static async Task<Fault?> CheckAsync(DemoFolder folder, TicketStore store, TicketId id, string main, DemoProgress progress, CancellationToken cancellationToken)
    {
        if (!(await store.ReadAsync(id, cancellationToken)).TryGet(out var ticket, out var fault)) return fault;
        var told = ticket.Thread.Select(Told).ToList();
        if (!told.SequenceEqual(Order)) return Wrong($"the thread holds {string.Join(", ", told)}, not {string.Join(", ", Order)}");

        var git = (string[] arguments) => Tool.MustAsync("git", folder.Repository, cancellationToken, arguments);
        if (!(await git(["rev-parse", "main"])).TryGet(out var mainNow, out fault)) return fault;
        if (mainNow != main) return Wrong("main moved");
        if (!(await git(["rev-list", "--merges", "--count", "yoi/integration"])).TryGet(out var merges, out fault)) return fault;
        if (int.Parse(merges, CultureInfo.InvariantCulture) != 1) return Wrong($"yoi/integration holds {merges} merges, not 1");
        if (!(await git(["status", "--porcelain"])).TryGet(out var dirt, out fault)) return fault;
        if (dirt is not ("" or "?? .yoi/")) return Wrong($"the checkout is dirty: {dirt}");
        if (!(await git(["branch", "--list", "work/*"])).TryGet(out var branches, out fault)) return fault;
        if (branches.Length > 0) return Wrong($"branches were left: {branches}");
        if (!(await git(["show", $"refs/yoi/records:tickets/{id}/item.md"])).TryGet(out var recorded, out fault)) return fault;
        if (!recorded.Contains("state: 'closed'", StringComparison.Ordinal)) return Wrong("refs/yoi/records does not hold the closed ticket");

        if ((await git(["clone", "--quiet", "--branch", "yoi/integration", ".", folder.Proof])).Fault is { } uncloned) return uncloned;
        if (!(await Tool.RunAsync("node", folder.Proof, cancellationToken, "--test")).TryGet(out var tests, out fault)) return fault;
        if (tests.ExitCode != 0) return Wrong($"the tests fail on a fresh clone of yoi/integration:\n{tests.Output}");
        progress.Step("proved: a fresh clone of yoi/integration passes, main is where it was, the thread is whole and in order");
        return null;
    }

    private static string Told(ThreadEvent e) => e.Kind switch
    {
        "state_changed" => $"{e.Kind} {e.Attributes["to"]}",
        "implementation_report" => $"{e.Kind} {e.Attributes["step"]}",
        "review" => $"{e.Kind} {e.Attributes["status"]}",
        _ => e.Kind,
    };

    private static Fault Wrong(string what) => new(FaultCodes.VerificationFailed, $"The demo's end is not what it must be: {what}.");
}
