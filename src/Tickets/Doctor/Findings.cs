namespace Yoi.Tickets;

/// <summary>Many findings.</summary>
internal static class Findings
{
    /// <summary>At most <see cref="DoctorReport.MostOfAKind"/> of one code for one file, so that a file of garbage does not fill the memory; the last says how many more there were.</summary>
    public static IReadOnlyList<DoctorFinding> Capped(IEnumerable<DoctorFinding> all)
    {
        List<DoctorFinding> kept = [];
        Dictionary<(string, string), (int Count, int Last)> counts = [];
        foreach (var finding in all)
        {
            var key = (finding.Code, finding.Path);
            var (count, last) = counts.GetValueOrDefault(key);
            if (count < DoctorReport.MostOfAKind)
            {
                last = kept.Count;
                kept.Add(finding);
            }

            counts[key] = (count + 1, last);
        }

        foreach (var (count, last) in counts.Values.Where(c => c.Count > DoctorReport.MostOfAKind))
            kept[last] = kept[last] with { Message = $"{kept[last].Message} The file has {count - DoctorReport.MostOfAKind} more of these." };
        return kept;
    }

    /// <summary>By path, then line, then code; what is told twice once.</summary>
    public static IReadOnlyList<DoctorFinding> Ordered(IEnumerable<DoctorFinding> all) =>
        [.. all.Distinct().OrderBy(f => f.Path, StringComparer.Ordinal).ThenBy(f => f.Line ?? 0).ThenBy(f => f.Code, StringComparer.Ordinal).ThenBy(f => f.Message, StringComparer.Ordinal)];
}
