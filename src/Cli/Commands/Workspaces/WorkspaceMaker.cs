using System.Text;
using Yoi.Protocol;
using Yoi.Workspace;
using Yoi.Worktrees;

namespace Yoi.Cli;

/// <summary>What a new workspace is made from.</summary>
internal sealed record NewWorkspace(string Folder, YoiHome Home)
{
    public string? Name { get; init; }
    public string? Target { get; init; }
    public IReadOnlyList<string> Validation { get; init; } = [];
    public string? Provider { get; init; }
    public string? CoderModel { get; init; }
    public string? ReviewerModel { get; init; }

    /// <summary>Coders, and reviewers, at work at once; null for the settings' own default.</summary>
    public int? Slots { get; init; }
}

/// <summary>Writes the settings of a new workspace and trusts them: the person wrote them.</summary>
internal static class WorkspaceMaker
{
    public static async Task<Result<WorkspaceFolder>> MakeAsync(NewWorkspace wanted, CancellationToken cancellationToken)
    {
        if (RootOf(wanted.Folder) is not { } root) return new Fault(FaultCodes.Invalid, $"{wanted.Folder} is in no git repository; run `git init` there first.");
        var options = new RepositoryOptions
        {
            Root = root,
            StateFolder = Path.Combine(wanted.Home.Workspace(root), "git"),
            Time = TimeProvider.System,
        };
        if (!(await GitRepository.OpenAsync(options, cancellationToken)).TryGet(out var repository, out var fault)) return fault;
        var workspace = new WorkspaceFolder(repository.Root, wanted.Home);
        var file = Path.Combine(repository.Root, ".yoi", "workspace.yaml");
        if (File.Exists(file)) return new Fault(FaultCodes.Conflict, $"This is a workspace already; edit {file} instead.");
        if (wanted.Target is null && (await repository.CurrentBranchAsync(cancellationToken)).TryGet(out var current, out fault)) wanted = wanted with { Target = current };
        if (wanted.Target is null) return fault!;

        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        var settings = SettingsOf(wanted, Path.GetFileName(repository.Root));
        await File.WriteAllTextAsync(file, SettingsWriter.Write(settings), new UTF8Encoding(false), cancellationToken);
        if (await workspace.Settings().TrustAsync(SettingsSource.DigestOf(settings), cancellationToken) is { } untrusted) return untrusted;
        if (!(await repository.IsTrackedAsync(".yoi/tickets", cancellationToken)).TryGet(out var isTracked, out fault)) return fault;
        if (!isTracked) repository.Exclude("/.yoi/tickets/");
        return workspace;
    }

    private static WorkspaceSettings SettingsOf(NewWorkspace wanted, string folderName)
    {
        var mounts = Toolchains.Find(wanted.Home);
        var isConfigured = wanted.Provider is not null || wanted.CoderModel is not null || mounts.Count > 0;
        return new()
        {
            WorkspaceId = IdOf(wanted.Name ?? folderName),
            DisplayName = wanted.Name ?? folderName,
            Orchestration = wanted.Slots is { } slots
                ? new() { TargetBranch = wanted.Target!, Slots = new Dictionary<string, int> { ["coder"] = slots, ["reviewer"] = slots } }
                : new() { TargetBranch = wanted.Target! },
            Validation = new() { Commands = wanted.Validation, Mounts = mounts },
            Protected = [".github/**", ".gitlab-ci.yml", ".ci/**"],
            Profiles = isConfigured
                ? new Dictionary<string, ProfileSettings>
                {
                    ["coder"] = new() { Extends = "builtin:coder", Provider = wanted.Provider, Model = wanted.CoderModel, Mounts = mounts },
                    ["reviewer"] = new() { Extends = "builtin:reviewer", Provider = wanted.Provider, Model = wanted.ReviewerModel, Mounts = mounts },
                }
                : new Dictionary<string, ProfileSettings>(),
            Roles = isConfigured
                ? new Dictionary<string, RoleSettings> { ["coder"] = new() { Profile = "coder" }, ["reviewer"] = new() { Profile = "reviewer" } }
                : new Dictionary<string, RoleSettings>(),
        };
    }

    private static string? RootOf(string start)
    {
        for (var folder = new DirectoryInfo(start); folder is not null; folder = folder.Parent)
        {
            if (Directory.Exists(Path.Combine(folder.FullName, ".git"))) return folder.FullName;
        }

        return null;
    }

    private static string IdOf(string name)
    {
        var id = string.Concat(name.Select(c => char.IsAsciiLetterOrDigit(c) ? char.ToLowerInvariant(c) : '-')).Trim('-');
        return id.Length == 0 ? "workspace" : id[..Math.Min(id.Length, 64)].TrimEnd('-');
    }
}
