using Yoi.Protocol;
using Yoi.Sandbox;

namespace Yoi.Workspace;

/// <summary>Which paths a ticket's change may touch: the packet's globs, never <c>.yoi/</c>, and nothing protected without a person's word.</summary>
internal static class WriteRules
{
    private const int MostNamed = 10;

    /// <summary>Null, or <c>out_of_scope</c> naming the paths.</summary>
    public static Fault? Check(IReadOnlyCollection<string> paths, IReadOnlyList<string> writeGlobs, IReadOnlyList<string> protectedGlobs)
    {
        var allowed = new GlobSet(writeGlobs);
        var outside = paths.Where(p => !allowed.Allows(p)).ToList();
        if (outside.Count > 0)
            return new(FaultCodes.OutOfScope, $"Outside the paths this ticket may change ({string.Join(", ", writeGlobs)}): {Named(outside)}. Restore them and submit again.");
        var guarded = new GlobSet(protectedGlobs);
        var hit = paths.Where(guarded.Allows).ToList();
        return hit.Count == 0 ? null
            : new(FaultCodes.OutOfScope, $"Protected files change only with a person's word: {Named(hit)}. Restore them and submit again.");
    }

    private static string Named(List<string> paths) =>
        string.Join(", ", paths.Take(MostNamed)) + (paths.Count > MostNamed ? $" and {paths.Count - MostNamed} more" : "");
}
