using Yoi.Protocol;

namespace Yoi.Worktrees;

/// <summary>Where a worktree's parts lie, and in which state they are. Nothing here trusts a file below the worktree itself: a Worker may have written it.</summary>
internal sealed class WorktreePlace
{
    private readonly string _root;

    public WorktreePlace(GitRepository repository, string name)
    {
        _root = Path.Combine(repository.Root, repository.Options.WorktreeFolder);
        Name = name;
        Folder = Path.Combine(_root, name);
        Admin = Path.Combine(repository.GitFolder, "worktrees", name);
    }

    public string Name { get; }

    /// <summary>The checkout.</summary>
    public string Folder { get; }

    /// <summary>git's folder for it, within the common git folder.</summary>
    public string Admin { get; }

    public string Index => Path.Combine(Admin, "index");

    /// <summary>The mark that the checkout was completed by us: from then on its files are a Worker's.</summary>
    public string Ready => Path.Combine(Admin, "yoi-ready");

    /// <summary>
    /// The mark that all it held is merged or saved and its files are being removed; it holds the rescue ref's name and commit, where there is one. From then on what is
    /// left of the checkout is no work of anybody's.
    /// </summary>
    public string Leaving => Path.Combine(Admin, "yoi-leaving");

    public string Link => Path.Combine(Folder, ".git");

    /// <summary>The full name of the branch it is on, or null.</summary>
    public string? Branch => ReadLine("HEAD") is { } head && head.StartsWith("ref: refs/heads/", StringComparison.Ordinal) ? head["ref: refs/heads/".Length..] : null;

    public bool IsComplete => Branch is not null && ReadLine("commondir") is not null && Target == Link && !File.Exists(Path.Combine(Admin, "locked")) && File.Exists(Link);

    /// <summary>The file git says links to <see cref="Admin"/>; another one belongs to another checkout of the same name.</summary>
    public string? Target => ReadLine("gitdir");

    public bool IsReady => IsComplete && File.Exists(Ready);

    /// <summary>Whether the checkout's folder holds nothing but, at most, git's own link.</summary>
    public bool IsBare => !Directory.Exists(Folder) || Directory.EnumerateFileSystemEntries(Folder).All(e => Path.GetFileName(e) == ".git" && File.Exists(e));

    /// <summary>A link in place of our folders could lead anywhere.</summary>
    public Fault? CheckLinks()
    {
        foreach (var path in (string[])[_root, Folder])
        {
            if (new FileInfo(path).LinkTarget is not null || File.Exists(path))
                return new Fault(FaultCodes.Conflict, $"'{Path.GetFileName(path)}' in the repository is no folder; move it away, worktrees belong there.");
        }

        return null;
    }

    private string? ReadLine(string file)
    {
        var path = Path.Combine(Admin, file);
        return File.Exists(path) && File.ReadAllText(path).Trim() is { Length: > 0 } text ? text : null;
    }
}
