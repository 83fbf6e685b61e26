using System.Globalization;

namespace Yoi.Journal.Files;

/// <summary>A file of one stream behind the log, up to where the catalog says it is good.</summary>
/// <param name="First">The version of its first event; its name.</param>
/// <param name="Last">The version of its last event.</param>
/// <param name="Bytes">Its good bytes. What lies behind was written by a sort that did not end.</param>
internal sealed record StreamFile(long First, long Last, long Bytes)
{
    public string Name => First.ToString(CultureInfo.InvariantCulture) + ".jsonl";

    /// <summary>The first version that a name stands for; null for any other name.</summary>
    public static long? FirstOf(string name) =>
        name.EndsWith(".jsonl", StringComparison.Ordinal)
        && long.TryParse(name.AsSpan(0, name.Length - 6), NumberStyles.None, CultureInfo.InvariantCulture, out var first) && first > 0
        && new StreamFile(first, 0, 0).Name == name
            ? first
            : null;
}
