using System.Text;
using System.Text.RegularExpressions;

namespace Yoi.Sandbox;

/// <summary>
/// Paths a change may touch, as globs from the worktree's root: <c>*</c> and <c>?</c> stay within a name, <c>**</c> crosses folders, a trailing <c>/</c> means all below.
/// Whatever the globs say, <c>.git</c> anywhere and <c>.yoi</c> at the root are never allowed.
/// </summary>
public sealed class GlobSet
{
    private readonly Regex[] _matchers;
    private readonly Regex[] _excluded;

    /// <summary>Takes the globs, and those of paths that are not allowed although the others would; an absolute one or one with <c>..</c> is an <see cref="ArgumentException"/>.</summary>
    public GlobSet(IEnumerable<string> patterns, IEnumerable<string>? except = null)
    {
        string[] allowed = [.. patterns];
        string[] excluded = [.. except ?? []];
        Patterns = [.. allowed, .. excluded.Select(p => $"!{p}")];
        _matchers = [.. allowed.Select(ToRegex)];
        _excluded = [.. excluded.Select(ToRegex)];
    }

    /// <summary>Everything but <c>.git</c> and <c>.yoi</c>.</summary>
    public static GlobSet All { get; } = new(["**"]);

    /// <summary>Nothing.</summary>
    public static GlobSet None { get; } = new([]);

    /// <summary>The globs as given; one of those that are not allowed has a <c>!</c> before it.</summary>
    public IReadOnlyList<string> Patterns { get; }

    /// <summary>Whether a path, relative, with forward slashes and without <c>.</c> and <c>..</c>, may be changed.</summary>
    public bool Allows(string path)
    {
        var names = path.Split('/');
        if (names.Any(n => n is "" or "." or ".." || n.Equals(".git", StringComparison.OrdinalIgnoreCase))) return false;
        return !names[0].Equals(".yoi", StringComparison.OrdinalIgnoreCase) && _matchers.Any(m => m.IsMatch(path)) && !_excluded.Any(m => m.IsMatch(path));
    }

    private static Regex ToRegex(string pattern)
    {
        if (pattern.Length == 0 || pattern[0] == '/' || pattern.Split('/').Contains(".."))
            throw new ArgumentException($"'{pattern}' is not a glob below the worktree's root.");
        if (pattern[^1] == '/') pattern += "**";
        var regex = new StringBuilder(@"\A");
        for (var i = 0; i < pattern.Length; i++)
        {
            var isDouble = pattern[i] == '*' && i + 1 < pattern.Length && pattern[i + 1] == '*';
            if (isDouble && i + 2 < pattern.Length && pattern[i + 2] == '/')
            {
                regex.Append("(?:.*/)?");
                i += 2;
            }
            else if (isDouble)
            {
                regex.Append(".*");
                i++;
            }
            else
            {
                regex.Append(pattern[i] switch { '*' => "[^/]*", '?' => "[^/]", var c => Regex.Escape(c.ToString()) });
            }
        }

        return new(regex.Append(@"\z").ToString(), RegexOptions.CultureInvariant | RegexOptions.NonBacktracking | RegexOptions.Singleline);
    }
}
