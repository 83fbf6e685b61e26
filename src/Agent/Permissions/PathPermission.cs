using System.Diagnostics.CodeAnalysis;
using Yoi.Protocol;
using Yoi.Sandbox;

namespace Yoi.Agent;

/// <summary>Fits rules to calls of tools that name a path.</summary>
internal static class PathPermission
{
    /// <summary>Whether a rule's glob fits the path of a call. A path that no glob may name fits no allowance, and might fit anything else.</summary>
    public static Fit Fits(ToolCall call, PermissionRule rule)
    {
        if (PathOf(call) is not { } path || !TryGlob(rule.Match!, out var glob)) return Fit.Perhaps;
        if (glob.Allows(path)) return Fit.Yes;
        return GlobSet.All.Allows(path) ? Fit.No : Fit.Perhaps;
    }

    /// <summary>The rule that would allow just such calls: this tool on this path, or this tool where it knows no path.</summary>
    public static PermissionRule? RuleFor(ToolCall call)
    {
        if (!call.Arguments.TryGetProperty("path", out _)) return new(PermissionEffect.Allow, call.Name);
        return PathOf(call) is { } path && GlobSet.All.Allows(path) && path.AsSpan().IndexOfAny('*', '?') < 0 ? new(PermissionEffect.Allow, call.Name, path) : null;
    }

    /// <summary>Reads a glob; false where it is none.</summary>
    public static bool TryGlob(string pattern, [NotNullWhen(true)] out GlobSet? glob)
    {
        glob = null;
        try
        {
            glob = new([pattern]);
        }
        catch (ArgumentException)
        {
            // What a profile says may be anything; such a rule is refused with the Worker, and here it fits nothing for sure.
        }

        return glob is not null;
    }

    // By its text alone, as the tools read it: from the root, without . and .. in it. Null where it leads out.
    private static string? PathOf(ToolCall call)
    {
        if (!new ToolArguments(call.Arguments).TryText("path", out var path, out _)) return null;
        if (path.StartsWith(Scope.Root + "/", StringComparison.Ordinal)) path = path[(Scope.Root.Length + 1)..];
        else if (path.StartsWith('/')) return null;
        var names = new List<string>();
        foreach (var name in path.Split('/'))
        {
            if (name is "" or ".") continue;
            if (name != "..") names.Add(name);
            else if (names.Count == 0) return null;
            else names.RemoveAt(names.Count - 1);
        }

        return names.Count == 0 ? null : string.Join('/', names);
    }
}
