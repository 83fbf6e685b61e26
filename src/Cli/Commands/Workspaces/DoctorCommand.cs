using System.CommandLine;
using Yoi.Agent;
using Yoi.Protocol;
using Yoi.Sandbox;
using Yoi.Tickets;
using Yoi.Workspace;
using Yoi.Worktrees;

namespace Yoi.Cli;

/// <summary><c>yoi doctor</c>: whether this machine and workspace have what the work needs.</summary>
internal static class DoctorCommand
{
    public static Command Create()
    {
        var command = new Command("doctor", "Check git, sandbox, provider, settings and tickets; says what to do about each fault");
        var option = CommandExtensions.WorkspaceOption();
        command.Add(option);
        command.SetAction(async (parse, cancellationToken) =>
        {
            var checks = new List<(string What, Fault? Fault)> { ("sandbox", await new BubblewrapSandbox().CheckAsync(cancellationToken)) };
            var found = WorkspaceFolder.Find(parse.GetValue(option));
            checks.Add(("workspace", found.Fault));
            if (found.TryGet(out var workspace, out _)) checks.AddRange(await InWorkspaceAsync(workspace, cancellationToken));
            foreach (var (what, fault) in checks) Console.WriteLine(fault is null ? $"ok    {what}" : $"FAULT {what}: {fault.Code}: {fault.Message}");
            return checks.Exists(c => c.Fault is not null) ? ExitCode.Refused : ExitCode.Ok;
        });
        return command;
    }

    private static async Task<IReadOnlyList<(string, Fault?)>> InWorkspaceAsync(WorkspaceFolder workspace, CancellationToken cancellationToken)
    {
        var options = new RepositoryOptions { Root = workspace.Root, StateFolder = Path.Combine(workspace.Home.Workspace(workspace.Root), "git"), Time = TimeProvider.System };
        var checks = new List<(string, Fault?)> { ("git", (await GitRepository.OpenAsync(options, cancellationToken)).Fault) };
        if (!(await workspace.Settings().LoadAsync(cancellationToken)).TryGet(out var effective, out var fault)) return [.. checks, ("settings", fault)];
        checks.Add(("settings", effective.FileFault));
        checks.Add(("tickets", await TicketsAsync(workspace, cancellationToken)));
        checks.Add(("trust", effective.Pending is null ? null : new(FaultCodes.Untrusted, "Settings that decide what this machine executes wait for a person: run `yoi trust`.")));
        checks.Add(("validation", effective.InForce.Validation.Commands.Count > 0 ? null
            : new(FaultCodes.SettingsInvalid, "No validation command: nothing could show that work is done. Name validation.commands in .yoi/workspace.yaml.")));
        var profiles = new ProfileResolver(BuiltinProfiles.Find);
        foreach (var role in new[] { "coder", "reviewer" })
        {
            var resolved = profiles.ForRole(role, effective.InForce);
            checks.Add(($"provider of the {role}", resolved.TryGet(out var profile, out fault) ? ModelProviders.Create(profile, Environment.GetEnvironmentVariable).Fault : fault));
        }

        return checks;
    }
    /// <summary>Whether the ticket files are in order; what is not is told by their own doctor.</summary>
    private static async Task<Fault?> TicketsAsync(WorkspaceFolder workspace, CancellationToken cancellationToken)
    {
        if (!(await workspace.TicketsAsync(cancellationToken)).TryGet(out var tickets, out var fault)) return fault;
        using var store = tickets;
        var report = await TicketDoctor.Open(new() { Root = store.Root, Objectives = store.Objectives.Root }).CheckAsync(null, cancellationToken);
        return report.Errors == 0 ? null : new Fault(FaultCodes.StoreCorrupt, $"{DoctorSummary.Of(report)} Run `yoi ticket doctor` to see them.");
    }
}
