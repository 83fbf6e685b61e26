using System.Globalization;

namespace Yoi.Worktrees;

/// <summary>Who made a commit.</summary>
/// <param name="Name">A name; not empty.</param>
/// <param name="Email">An address, which need not exist.</param>
public sealed record Identity(string Name, string Email)
{
    /// <summary>The host itself.</summary>
    public static Identity Host { get; } = new("Yoi", "yoi@localhost");

    /// <summary>The variables by which git takes author, committer and their date.</summary>
    internal static Dictionary<string, string> Variables(Identity author, Identity committer, DateTimeOffset date)
    {
        var at = $"@{date.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture)} +0000";
        return new()
        {
            ["GIT_AUTHOR_NAME"] = author.Name,
            ["GIT_AUTHOR_EMAIL"] = author.Email,
            ["GIT_AUTHOR_DATE"] = at,
            ["GIT_COMMITTER_NAME"] = committer.Name,
            ["GIT_COMMITTER_EMAIL"] = committer.Email,
            ["GIT_COMMITTER_DATE"] = at,
        };
    }
}
