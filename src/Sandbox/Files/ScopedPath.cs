using Yoi.Protocol;

namespace Yoi.Sandbox;

/// <summary>A path below the worktree, taken by its text alone; links are followed inside the sandbox only.</summary>
internal static class ScopedPath
{
    /// <summary>Makes a relative path, or one that begins with <c>/work/</c>, absolute and free of <c>.</c> and <c>..</c>.</summary>
    public static Result<string> Parse(string path)
    {
        if (path.Length == 0 || path.Any(char.IsControl)) return new Fault(FaultCodes.Invalid, "Name a file, in one line and without control characters.");
        var relative = path.StartsWith('/') ? BelowRoot(path) : path;
        if (relative is null) return Outside(path);
        List<string> names = [];
        foreach (var name in relative.Split('/'))
        {
            if (name is "" or ".") continue;
            if (name != "..") names.Add(name);
            else if (names.Count == 0) return Outside(path);
            else names.RemoveAt(names.Count - 1);
        }

        return names.Count == 0 ? new Fault(FaultCodes.Invalid, $"'{path}' is the worktree itself; name a file in it.") : $"{Scope.Root}/{string.Join('/', names)}";
    }

    /// <summary>What is left of an absolute path below the worktree, or null where it lies elsewhere.</summary>
    public static string? BelowRoot(string path) =>
        path.StartsWith(Scope.Root + "/", StringComparison.Ordinal) ? path[(Scope.Root.Length + 1)..] : null;

    public static Fault Outside(string path) => new(FaultCodes.OutOfScope, $"'{path}' leads out of the worktree; use a path below {Scope.Root}.");
}
