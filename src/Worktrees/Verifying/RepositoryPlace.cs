using Yoi.Protocol;

namespace Yoi.Worktrees;

/// <summary>Finds a repository's common git folder from any folder in a checkout, a linked worktree or a bare repository.</summary>
internal static class RepositoryPlace
{
    private const string Link = "gitdir: ";
    private const int LongestLink = 4096;

    public static Result<string> Find(string start)
    {
        if (start.Length == 0) return Nowhere(start);
        try
        {
            for (var folder = new DirectoryInfo(Path.GetFullPath(start)); folder is not null; folder = folder.Parent)
            {
                var git = Path.Combine(folder.FullName, ".git");
                if (Directory.Exists(git)) return Common(git);
                if (File.Exists(git)) return Linked(folder.FullName, git);
                if (IsGitFolder(folder.FullName)) return folder.FullName;
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return new Fault(FaultCodes.StoreFailed, $"The repository cannot be read: {e.Message}");
        }

        return Nowhere(start);
    }

    private static Result<string> Linked(string folder, string file)
    {
        var text = new FileInfo(file).Length <= LongestLink ? File.ReadAllText(file).Trim() : "";
        return text.StartsWith(Link, StringComparison.Ordinal) && Path.GetFullPath(text[Link.Length..], folder) is var git && Directory.Exists(git)
            ? Common(git)
            : new Fault(FaultCodes.Invalid, $"'{file}' names no git folder; run `git worktree repair`, or use the main checkout.");
    }

    private static Fault Nowhere(string start) => new(FaultCodes.NotFound, $"'{start}' lies in no git repository; run this in a clone, or name one.");

    private static string Common(string git)
    {
        var file = Path.Combine(git, "commondir");
        return File.Exists(file) ? Path.GetFullPath(File.ReadAllText(file).Trim(), git) : git;
    }

    private static bool IsGitFolder(string folder) =>
        File.Exists(Path.Combine(folder, "HEAD")) && Directory.Exists(Path.Combine(folder, "objects")) && Directory.Exists(Path.Combine(folder, "refs"));
}
