using System.Text;
using Yoi.Protocol;
using Yoi.Sandbox;

namespace Yoi.Worktrees;

/// <summary>
/// Generates the git folder a Worker sees: a skeleton of ours with the repository's objects and refs mounted into it. What is not named here
/// (the real configuration, hooks, other worktrees, submodules' folders) is not there.
/// </summary>
internal sealed class WorktreeScope(GitRepository repository)
{
    private const string Inside = "/git";
    private static readonly string[] Folders = ["objects", "refs", "reftable", "info"];
    private static readonly string[] Files = ["packed-refs", "shallow"];

    // Only what decides how git reads objects and files; never a URL, a credential or a program.
    private static readonly string[] Kept =
    [
        "core.repositoryformatversion", "core.filemode", "core.symlinks", "core.ignorecase", "core.autocrlf", "core.eol",
        "extensions.objectformat", "extensions.refstorage",
    ];

    public async Task<Result<Scope>> RunAsync(Worktree worktree, GlobSet write, bool writable, CancellationToken cancellationToken)
    {
        if (!RefNames.IsWorktree(worktree.Name)) return new Fault(FaultCodes.Invalid, $"'{worktree.Name}' is no name of a worktree.");
        var place = new WorktreePlace(repository, worktree.Name);
        if (place.CheckLinks() is { } linked) return linked;
        if (!place.IsReady) return new Fault(FaultCodes.NotFound, $"There is no worktree '{worktree.Name}'.");
        if (!(await ConfigAsync(cancellationToken)).TryGet(out var config, out var fault)) return fault;
        // A file that is mounted must be there; later ones replace it, and each start mounts the newest.
        var packed = Path.Combine(repository.GitFolder, "packed-refs");
        if (!File.Exists(packed) && !Directory.Exists(Path.Combine(repository.GitFolder, "reftable")) && await repository.Git.DoAsync(new("pack-refs"), cancellationToken) is { } notPacked) return notPacked;

        var state = repository.State("scopes", worktree.Name);
        var skeleton = repository.State("scopes", worktree.Name, "git");
        var files = Files.Where(f => File.Exists(Path.Combine(repository.GitFolder, f))).ToList();
        var folders = Folders.Where(f => Directory.Exists(Path.Combine(repository.GitFolder, f))).ToList();
        foreach (var folder in folders) Directory.CreateDirectory(Path.Combine(skeleton, folder));
        foreach (var file in files) await WriteAsync(Path.Combine(skeleton, file), "", cancellationToken);
        Directory.CreateDirectory(Path.Combine(skeleton, "worktrees", worktree.Name));
        await WriteAsync(Path.Combine(skeleton, "config"), config, cancellationToken);
        await WriteAsync(Path.Combine(skeleton, "HEAD"), await File.ReadAllTextAsync(Path.Combine(repository.GitFolder, "HEAD"), cancellationToken), cancellationToken);
        var link = await WriteAsync(Path.Combine(state, "link"), $"gitdir: {Inside}/worktrees/{worktree.Name}\n", cancellationToken);
        var back = await WriteAsync(Path.Combine(state, "back"), $"{Scope.Root}/.git\n", cancellationToken);

        return new Scope
        {
            Mounts =
            [
                new(place.Folder, Scope.Root, writable ? MountAccess.ReadWrite : MountAccess.ReadOnly),
                ReadOnly(link, $"{Scope.Root}/.git"),
                ReadOnly(skeleton, Inside),
                .. folders.Concat(files).Select(name => ReadOnly(Path.Combine(repository.GitFolder, name), $"{Inside}/{name}")),
                ReadOnly(place.Admin, $"{Inside}/worktrees/{worktree.Name}"),
                ReadOnly(back, $"{Inside}/worktrees/{worktree.Name}/gitdir"),
            ],
            // Not GIT_DIR: the generated link leads git there, and repositories that a Worker's tests make elsewhere stay their own.
            Environment = new Dictionary<string, string>
            {
                ["GIT_OPTIONAL_LOCKS"] = "0",
                ["GIT_CONFIG_COUNT"] = "1",
                ["GIT_CONFIG_KEY_0"] = "safe.directory",
                ["GIT_CONFIG_VALUE_0"] = "*",
            },
            Writable = writable,
            Write = write,
        };
    }

    private async Task<Result<string>> ConfigAsync(CancellationToken cancellationToken)
    {
        if (!(await repository.Git.BytesAsync(new("config", "--local", "--list", "-z"), cancellationToken)).TryGet(out var listed, out var fault)) return fault;
        var config = new StringBuilder("[core]\n\tbare = false\n\tlogAllRefUpdates = false\n[extensions]\n\tworktreeConfig = true\n[user]\n\tname = Worker\n\temail = worker@localhost\n[gc]\n\tauto = 0\n[maintenance]\n\tauto = false\n");
        foreach (var pair in listed.Names().Select(item => item.Split('\n', 2)).Where(p => p.Length == 2 && Kept.Contains(p[0]) && p[1].All(char.IsAsciiLetterOrDigit)))
        {
            var dot = pair[0].IndexOf('.', StringComparison.Ordinal);
            config.Append(null, $"[{pair[0][..dot]}]\n\t{pair[0][(dot + 1)..]} = {pair[1]}\n");
        }

        return config.ToString();
    }

    // Written beside and renamed over: a sandbox that runs has the old file mounted.
    private static async Task<string> WriteAsync(string path, string content, CancellationToken cancellationToken)
    {
        if (File.Exists(path) && await File.ReadAllTextAsync(path, cancellationToken) == content) return path;
        var temporary = $"{path}.{Guid.NewGuid():N}";
        await File.WriteAllTextAsync(temporary, content, cancellationToken);
        File.Move(temporary, path, overwrite: true);
        return path;
    }

    private static Mount ReadOnly(string source, string target) => new(source, target, MountAccess.ReadOnly);
}
