namespace Yoi.Workspace;

/// <summary>Names of branches: what git's check-ref-format takes, less what a command line or another ref would be mistaken for.</summary>
internal static class Branches
{
    private const string Forbidden = " ~^:?*[\\";

    public static string? Name(string text) => IsValid(text) ? null : "a branch name such as main or team/integration that git accepts and that does not look like an option";

    /// <summary>Whether two names cannot both be branches, or are the same: git keeps <c>a</c> and <c>a/b</c> as a file and a folder.</summary>
    public static bool Collide(string one, string other) =>
        one == other || one.StartsWith(other + "/", StringComparison.Ordinal) || other.StartsWith(one + "/", StringComparison.Ordinal);

    private static bool IsValid(string text) =>
        text.Length is >= 1 and <= 200
        && text[0] != '-'
        && text is not ("@" or "HEAD")
        && !text.StartsWith("refs/", StringComparison.Ordinal)
        && !text.Contains("..", StringComparison.Ordinal)
        && !text.Contains("@{", StringComparison.Ordinal)
        && !text.EndsWith('.')
        && !text.Any(c => char.IsControl(c) || Forbidden.Contains(c, StringComparison.Ordinal))
        && text.Split('/').All(part => part.Length > 0 && part[0] != '.' && !part.EndsWith(".lock", StringComparison.OrdinalIgnoreCase));
}
