using Yoi.Protocol;

namespace Yoi.Worktrees;

/// <summary>The program by which a person's git merges files of some kind. It is a setting of one clone: no repository brings it along.</summary>
/// <param name="repository">The repository.</param>
/// <param name="name">The name that .gitattributes knows it by.</param>
public sealed class MergeDriverSettings(GitRepository repository, string name)
{
    /// <summary>Sets the program, and answers whether it was another before. Faults: <c>git_failed</c>, <c>git_busy</c>, <c>git_unavailable</c>.</summary>
    /// <param name="title">What it is called where git speaks of it.</param>
    /// <param name="command">A line for a shell, with git's places such as %A.</param>
    /// <param name="cancellationToken">Cancels what has not begun.</param>
    public async Task<Result<bool>> SetAsync(string title, string command, CancellationToken cancellationToken)
    {
        var isChanged = false;
        foreach (var (key, value) in new[] { ($"merge.{name}.name", title), ($"merge.{name}.driver", command) })
        {
            if (!(await repository.Git.RunAsync(new("config", "--local", "--get", key), cancellationToken)).TryGet(out var known, out var fault)) return fault;
            if (known.ExitCode == 0 && System.Text.Encoding.UTF8.GetString(known.Bytes.Span).TrimEnd('\n') == value) continue;
            if (await repository.Git.DoAsync(new("config", "--local", "--replace-all", key, value), cancellationToken) is { } failed) return failed;
            isChanged = true;
        }

        return isChanged;
    }
}
