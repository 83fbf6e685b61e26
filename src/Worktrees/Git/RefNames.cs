using System.Buffers;

namespace Yoi.Worktrees;

/// <summary>Which names are branches, worktrees and full commits; never an option, never a path elsewhere.</summary>
internal static class RefNames
{
    private static readonly SearchValues<char> Hex = SearchValues.Create("0123456789abcdef");
    private static readonly SearchValues<char> Forbidden = SearchValues.Create(" ~^:?*[\\\u007f");
    private static readonly SearchValues<char> Safe = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._-");

    /// <summary>40 (or 64) digits.</summary>
    public static bool IsCommit(string text) => text.Length is 40 or 64 && !text.AsSpan().ContainsAnyExcept(Hex);

    /// <summary>Something that may be handed to git as a reference at all.</summary>
    public static bool IsReference(string text) => text.Length is > 0 and <= 1024 && text[0] != '-' && !text.Any(char.IsControl);

    /// <summary>git's rules for names below refs/heads.</summary>
    public static bool IsBranch(string name) =>
        IsReference(name) && !name.AsSpan().ContainsAny(Forbidden) && !name.Contains("..", StringComparison.Ordinal) && !name.Contains("@{", StringComparison.Ordinal)
        && name != "@" && name != "HEAD" && !name.EndsWith('.')
        && name.Split('/').All(part => part.Length > 0 && part[0] != '.' && !part.EndsWith(".lock", StringComparison.Ordinal));

    /// <summary>A folder name of our own making: <c>&lt;ticket&gt;-&lt;slug&gt;</c>.</summary>
    public static bool IsWorktree(string name) =>
        name.Length is > 0 and <= 120 && char.IsAsciiLetterOrDigit(name[0]) && !name.AsSpan().ContainsAnyExcept(Safe) && IsBranch(name);
}
