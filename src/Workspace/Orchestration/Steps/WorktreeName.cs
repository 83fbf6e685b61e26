using System.Text;

namespace Yoi.Workspace;

/// <summary>How an attempt's worktree and branch are named: <c>&lt;ticket&gt;-&lt;slug&gt;</c>, from the second attempt on with its number.</summary>
internal static class WorktreeName
{
    private const int MostSlug = 40;

    public static string Of(AttemptId attempt, string title)
    {
        var slug = new StringBuilder();
        foreach (var c in title)
        {
            if (slug.Length == MostSlug) break;
            if (char.IsAsciiLetterOrDigit(c)) slug.Append(char.ToLowerInvariant(c));
            else if (slug.Length > 0 && slug[^1] != '-') slug.Append('-');
        }

        var name = $"{attempt.Ticket}-{slug}".TrimEnd('-');
        return attempt.Number == 1 ? name : $"{name}-{attempt.Number}";
    }

    public static string Branch(string name) => $"work/{name}";
}
