using Yoi.Protocol;

namespace Yoi.Tickets;

/// <summary>Merges the files of a ticket that two branches changed. Nothing that either branch wrote is lost: what cannot be told apart safely is left to a person.</summary>
public static class RecordMerge
{
    /// <summary>Merges by the rules of the file's kind, which its name tells: <c>thread.md</c>, <c>item.md</c>, <c>relations.json</c>, <c>orchestration-plan.jsonl</c>; any other is text.</summary>
    public static async Task<Result<MergedFile>> MergeAsync(string path, MergeSides sides, TextMerge text)
    {
        if (sides.Plain is { } plain) return new MergedFile(plain);
        return Path.GetFileName(path) switch
        {
            "thread.md" => await LogMerge.MergeAsync(ThreadLog.Instance, sides, text),
            "orchestration-plan.jsonl" => await LogMerge.MergeAsync(PlanLog.Instance, sides, text),
            "relations.json" => await RelationMerge.MergeAsync(sides, text),
            "item.md" => await ItemMerge.MergeAsync(sides, text),
            _ => await text(sides),
        };
    }

    /// <summary>The file as text, for a person to finish.</summary>
    internal static async Task<Result<MergedFile>> LeftAsync(MergeSides sides, TextMerge text, string problem) =>
        (await text(sides)).TryGet(out var merged, out var fault) ? merged with { Problem = problem } : fault;
}
