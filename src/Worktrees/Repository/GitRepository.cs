using System.Collections.Concurrent;
using System.Globalization;
using Yoi.Protocol;

namespace Yoi.Worktrees;

/// <summary>A git repository as the host uses it: by the installed git, without anything the repository configures being executed.</summary>
public sealed class GitRepository
{
    // git's own locks make parallel `worktree add` fail; what changes the list of worktrees takes turns, whoever opened the repository.
    private static readonly ConcurrentDictionary<string, SemaphoreSlim> Turns = new();

    private GitRepository(RepositoryOptions options, string root, string gitFolder)
    {
        (Options, Root, GitFolder) = (options, root, gitFolder);
        Turn = Turns.GetOrAdd(gitFolder, _ => new(1, 1));
        Git = new(gitFolder, State("empty"), options.Time, options.Logger);
    }

    /// <summary>The absolute path of the main checkout.</summary>
    public string Root { get; }

    internal RepositoryOptions Options { get; }

    /// <summary>The common git folder.</summary>
    internal string GitFolder { get; }

    internal GitProgram Git { get; }

    internal SemaphoreSlim Turn { get; }

    /// <summary>Opens a main checkout. Faults: <c>invalid</c>, <c>git_unavailable</c>, <c>git_failed</c>.</summary>
    public static async Task<Result<GitRepository>> OpenAsync(RepositoryOptions options, CancellationToken cancellationToken)
    {
        var root = Path.TrimEndingDirectorySeparator(Path.GetFullPath(options.Root));
        var gitFolder = Path.Combine(root, ".git");
        if (!Directory.Exists(gitFolder))
            return new Fault(FaultCodes.Invalid, $"'{options.Root}' is not the main checkout of a git repository; run `git init` there, or name the folder that holds the .git folder.");
        var state = Path.GetFullPath(options.StateFolder);
        if ((state + "/").StartsWith(root + "/", StringComparison.Ordinal)) return new Fault(FaultCodes.Invalid, "The state folder lies inside the repository; set YOI_HOME to a folder outside it.");
        PrivateFolder.Create(state);

        var repository = new GitRepository(options with { StateFolder = state }, root, gitFolder);
        if (!(await repository.Git.TextAsync(new("version"), cancellationToken)).TryGet(out var version, out var fault)) return fault;
        if (!IsRecent(version)) return new Fault(FaultCodes.GitUnavailable, $"{version} is too old: install git 2.38 or newer.");
        // Answers for every later call whether git can read the repository at all.
        if (await repository.Git.DoAsync(new("rev-parse", "--git-dir"), cancellationToken) is { } unreadable) return unreadable;
        return repository;
    }

    /// <summary>
    /// Takes the repository for one server, also against one with another state folder, until it is disposed or the process ends however it does.
    /// Faults: <c>store_locked</c>, <c>store_failed</c>.
    /// </summary>
    public Result<FileStream> Hold()
    {
        var path = Path.Combine(GitFolder, "yoi-server.lock");
        if (new FileInfo(path).LinkTarget is not null) return new Fault(FaultCodes.StoreFailed, $"'{path}' is a link; remove it.");
        try
        {
            return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (UnauthorizedAccessException exception)
        {
            return new Fault(FaultCodes.StoreFailed, $"The git folder cannot be written: {exception.Message}");
        }
        catch (IOException)
        {
            return new Fault(FaultCodes.StoreLocked, "Another server runs on this repository; end it first.");
        }
    }

    /// <summary>The full commit a reference names. Faults: <c>invalid</c> where it looks like an option, <c>not_found</c>.</summary>
    public async Task<Result<string>> ResolveAsync(string reference, CancellationToken cancellationToken)
    {
        if (!RefNames.IsReference(reference)) return new Fault(FaultCodes.Invalid, $"'{reference}' is no reference; name a branch, a tag or a commit.");
        var call = new GitCall("rev-parse", "--verify", "--quiet", "--end-of-options", reference + "^{commit}");
        if (!(await Git.RunAsync(call, cancellationToken)).TryGet(out var output, out var fault)) return fault;
        var text = System.Text.Encoding.ASCII.GetString(output.Bytes.Span).Trim();
        return output.ExitCode == 0 && RefNames.IsCommit(text) ? text : new Fault(FaultCodes.NotFound, $"'{reference}' names no commit of this repository.");
    }

    /// <summary>The branch the main checkout is on; <c>not_found</c> where it is on none.</summary>
    public async Task<Result<string>> CurrentBranchAsync(CancellationToken cancellationToken)
    {
        if (!(await Git.RunAsync(new("symbolic-ref", "--quiet", "--short", "HEAD"), cancellationToken)).TryGet(out var output, out var fault)) return fault;
        return output.ExitCode == 0 ? System.Text.Encoding.UTF8.GetString(output.Bytes.Span).Trim() : new Fault(FaultCodes.NotFound, "The main checkout is on no branch; check one out.");
    }

    /// <summary>Whether the first commit is part of the second one's history; a commit is its own ancestor.</summary>
    public async Task<Result<bool>> IsAncestorAsync(string ancestor, string descendant, CancellationToken cancellationToken)
    {
        var (first, second) = (ancestor, descendant);
        if (!RefNames.IsCommit(first) && !(await ResolveAsync(first, cancellationToken)).TryGet(out first, out var unknown)) return unknown;
        if (!RefNames.IsCommit(second) && !(await ResolveAsync(second, cancellationToken)).TryGet(out second, out unknown)) return unknown;
        var call = new GitCall("merge-base", "--is-ancestor", first, second);
        if (!(await Git.RunAsync(call, cancellationToken)).TryGet(out var output, out var fault)) return fault;
        return output.ExitCode is 0 or 1 ? output.ExitCode == 0 : GitProgram.Failed(call, output);
    }

    /// <summary>Whether some checkout is on the branch.</summary>
    public async Task<Result<bool>> IsCheckedOutAsync(string branch, CancellationToken cancellationToken)
    {
        if (!RefNames.IsBranch(branch)) return NoBranch(branch);
        var call = new GitCall("for-each-ref", "--format=%(worktreepath)", $"refs/heads/{branch}");
        if (!(await Git.TextAsync(call, cancellationToken)).TryGet(out var path, out var fault)) return fault;
        return path.Trim().Length > 0;
    }

    /// <summary>Whether the repository tracks something at or below a path of its main checkout.</summary>
    public async Task<Result<bool>> IsTrackedAsync(string path, CancellationToken cancellationToken)
    {
        var listed = await Git.TextAsync(new("ls-files", "-z", "--", path) { WorkTree = Root, IndexFile = Path.Combine(GitFolder, "index") }, cancellationToken);
        return listed.TryGet(out var text, out var fault) ? text.Length > 0 : fault;
    }

    /// <summary>Keeps a path out of the user's <c>git status</c> by git's own exclude file, once.</summary>
    /// <param name="pattern">A line of gitignore's form, such as <c>/.worktree/</c>.</param>
    public void Exclude(string pattern)
    {
        var path = Path.Combine(Directory.CreateDirectory(Path.Combine(GitFolder, "info")).FullName, "exclude");
        var text = File.Exists(path) ? File.ReadAllText(path) : "";
        if (text.Split('\n').Contains(pattern)) return;
        File.AppendAllText(path, (text.Length > 0 && !text.EndsWith('\n') ? "\n" : "") + pattern + "\n");
    }

    internal static Fault NoBranch(string branch) => new(FaultCodes.Invalid, $"'{branch}' is no name of a branch.");

    /// <summary>A branch's head, or an empty text where there is no such branch.</summary>
    internal async Task<Result<string>> HeadAsync(string fullName, CancellationToken cancellationToken)
    {
        var call = new GitCall("rev-parse", "--verify", "--quiet", "--end-of-options", fullName);
        if (!(await Git.RunAsync(call, cancellationToken)).TryGet(out var output, out var fault)) return fault;
        return output.ExitCode == 0 ? System.Text.Encoding.ASCII.GetString(output.Bytes.Span).Trim() : "";
    }

    internal async Task<Result<string>> TreeAsync(string commit, CancellationToken cancellationToken) =>
        await Git.TextAsync(new("rev-parse", "--verify", "--end-of-options", commit + "^{tree}"), cancellationToken);

    /// <summary>A folder of ours, made where absent.</summary>
    internal string State(params string[] names) => PrivateFolder.Create(Path.Combine([Options.StateFolder, .. names]));

    private static bool IsRecent(string version)
    {
        var numbers = version.Split(' ').Last(w => w.Length > 0 && char.IsAsciiDigit(w[0])).Split('.');
        return int.TryParse(numbers[0], NumberStyles.None, CultureInfo.InvariantCulture, out var major)
            && int.TryParse(numbers.ElementAtOrDefault(1) ?? "0", NumberStyles.None, CultureInfo.InvariantCulture, out var minor)
            && (major, minor).CompareTo((2, 38)) >= 0;
    }
}
