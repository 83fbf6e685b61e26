namespace Yoi.Tests.Unit.Architecture;

/// <summary>Which project may reference which: references point down only. The table of the house, beside which every project may name Protocol.</summary>
internal static class ReferenceTable
{
    public static IReadOnlyDictionary<string, string[]> Rows { get; } = new Dictionary<string, string[]>
    {
        ["Protocol"] = [],
        ["Journal"] = [],
        ["Tickets"] = [],
        ["Sandbox"] = [],
        ["Client"] = [],
        ["Journal.Files"] = ["Journal"],
        ["Runtime"] = ["Journal"],
        ["Runtime.Server"] = ["Runtime", "Worktrees"],
        ["Worktrees"] = ["Sandbox"],
        ["Agent"] = ["Runtime", "Sandbox", "Client"],
        ["Workspace"] = ["Tickets", "Journal", "Runtime", "Worktrees", "Sandbox", "Client"],
        ["Workspace.Server"] = ["Workspace"],
        ["Cli"] = ["Journal", "Journal.Files", "Runtime", "Client", "Sandbox", "Worktrees", "Agent", "Tickets", "Workspace", "Workspace.Server", "Runtime.Server"],
    };

    /// <summary>Which project may use what is banned for the others: files are for stores, sandbox and worktrees, processes for git and the sandbox, the console for the command line.</summary>
    public static IReadOnlyDictionary<string, string[]> MayUse { get; } = new Dictionary<string, string[]>
    {
        ["MayUseFiles"] = ["Agent", "Cli", "Journal.Files", "Runtime.Server", "Sandbox", "Tickets", "Workspace", "Workspace.Server", "Worktrees"],
        ["MayUseProcesses"] = ["Cli", "Sandbox", "Worktrees"],
        ["MayUseConsole"] = ["Cli"],
    };
}
