using System.Text;
using System.Text.RegularExpressions;

namespace Yoi.Workspace;

/// <summary>How an attempt's worktree and branch are named: <c>&lt;ticket&gt;-&lt;slug&gt;</c>, from the second attempt on with its number.</summary>
internal static partial class WorktreeName
{
    private const int MostSlug = 40;

    public static string Of(AttemptId attempt, string title)
    {
        var slug = new StringBuilder();
        foreach (var word in Words().Matches(title).Select(m => m.Value))
        {
            if (slug.Length + word.Length >= MostSlug) break;
            slug.Append('-').Append(word.ToLowerInvariant());
        }

        var name = $"{attempt.Ticket}{slug}";
        return attempt.Number == 1 ? name : $"{name}-{attempt.Number}";
    }

    public static string Branch(string name) => $"work/{name}";

    [GeneratedRegex("[A-Za-z0-9]+")]
    private static partial Regex Words();
}
