using Yoi.Client;
using Yoi.Protocol;
using Yoi.Sandbox;

namespace Yoi.Agent;

/// <summary>Chooses a Worker's tools by its profile and by what it may reach.</summary>
internal static class WorkerTools
{
    private static readonly string[] FileTools = [ReadTool.Name, ListTool.Name, GlobTool.Name, GrepTool.Name, WriteTool.Name, EditTool.Name, ShellTool.Name];

    /// <summary>The tools; <c>invalid</c> where the profile names one that does not exist.</summary>
    public static Result<Toolset> Choose(Profile profile, Scope? scope, ISandbox sandbox, TicketToolHandler? tickets, WorkerRef worker)
    {
        string[] known = [.. FileTools, .. TicketTool.All.Keys];
        if (profile.Tools.FirstOrDefault(t => !known.Contains(t, StringComparer.Ordinal)) is { } unknown)
            return new Fault(FaultCodes.Invalid, $"The profile '{profile.Name}' lists the tool '{unknown}', which does not exist. There are: {string.Join(", ", known)}.");
        var offered = new List<ITool>();
        var refused = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var name in known)
        {
            if (Refusal(name, profile, scope, tickets) is { } reason) refused[name] = reason;
            else offered.Add(Make(name, profile, scope, sandbox, tickets, worker));
        }

        return new Toolset(offered, refused);
    }

    private static string? Refusal(string name, Profile profile, Scope? scope, TicketToolHandler? tickets)
    {
        if (!profile.Tools.Contains(name, StringComparer.Ordinal)) return "your profile does not have it.";
        if (!FileTools.Contains(name, StringComparer.Ordinal)) return tickets is null ? "no workspace is connected that could take it." : null;
        if (scope is null) return "you have no worktree.";
        return name is WriteTool.Name or EditTool.Name && !scope.Writable ? "the worktree is read-only for you." : null;
    }

    private static ITool Make(string name, Profile profile, Scope? scope, ISandbox sandbox, TicketToolHandler? tickets, WorkerRef worker) => name switch
    {
        ReadTool.Name => new ReadTool(new(sandbox), scope!),
        ListTool.Name => new ListTool(new(sandbox, scope!)),
        GlobTool.Name => new GlobTool(new(sandbox, scope!)),
        GrepTool.Name => new GrepTool(new(sandbox, scope!)),
        WriteTool.Name => new WriteTool(new(sandbox), scope!),
        EditTool.Name => new EditTool(new(sandbox), scope!),
        ShellTool.Name => new ShellTool(sandbox, scope!, profile),
        _ => new TicketToolCaller(TicketTool.All[name], tickets!, worker),
    };
}
