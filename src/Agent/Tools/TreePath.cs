using Yoi.Sandbox;

namespace Yoi.Agent;

/// <summary>Paths as models name them: from the worktree's root.</summary>
internal static class TreePath
{
    /// <summary>Takes the root off a path that begins with it.</summary>
    public static string Relative(string path) => path.StartsWith(Scope.Root + "/", StringComparison.Ordinal) ? path[(Scope.Root.Length + 1)..] : path;
}
