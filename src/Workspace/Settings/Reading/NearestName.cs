namespace Yoi.Workspace;

/// <summary>Finds what somebody may have meant.</summary>
internal static class NearestName
{
    /// <summary>"did you mean 'x'?" where something is near, else the list of what there is.</summary>
    public static string Hint(string unknown, IReadOnlyCollection<string> known)
    {
        if (known.Count == 0) return "nothing is known here";
        var (name, distance) = known.Select(k => (k, Distance(unknown, k))).MinBy(p => p.Item2);
        var isNear = distance <= Math.Max(2, unknown.Length / 3) || name.StartsWith(unknown, StringComparison.Ordinal) || unknown.StartsWith(name, StringComparison.Ordinal);
        return isNear ? $"did you mean '{name}'?" : $"known here: {string.Join(", ", known)}";
    }

    /// <summary>Letters to add, drop, change or swap with their neighbour.</summary>
    private static int Distance(string from, string to)
    {
        if (from.Length > 64) from = from[..64];
        var rows = new int[from.Length + 1, to.Length + 1];
        for (var i = 0; i <= from.Length; i++) rows[i, 0] = i;
        for (var j = 0; j <= to.Length; j++) rows[0, j] = j;
        for (var i = 1; i <= from.Length; i++)
        {
            for (var j = 1; j <= to.Length; j++)
            {
                var same = from[i - 1] == to[j - 1] ? 0 : 1;
                rows[i, j] = Math.Min(Math.Min(rows[i - 1, j] + 1, rows[i, j - 1] + 1), rows[i - 1, j - 1] + same);
                if (i > 1 && j > 1 && from[i - 1] == to[j - 2] && from[i - 2] == to[j - 1]) rows[i, j] = Math.Min(rows[i, j], rows[i - 2, j - 2] + 1);
            }
        }

        return rows[from.Length, to.Length];
    }
}
