using Yoi.Tickets;
using Yoi.Worktrees;

namespace Yoi.Cli;

/// <summary>
/// What a ticket's thread must say of a merge, in this order: accepted, submitted, approved by somebody else, merged with these receipts, done. Each record is
/// looked for in its place; one that lies elsewhere, says something else or is not there is named.
/// </summary>
internal sealed class ThreadChain
{
    private const string Host = "yoi";

    private readonly IReadOnlyList<ThreadEvent> _thread;
    private readonly RecordedMerge _merge;
    private readonly List<CheckedFact> _facts = [];

    private ThreadChain(IReadOnlyList<ThreadEvent> thread, RecordedMerge merge) => (_thread, _merge) = (thread, merge);

    public static IReadOnlyList<CheckedFact> Check(IReadOnlyList<ThreadEvent> thread, RecordedMerge merge)
    {
        var chain = new ThreadChain(thread, merge);
        chain.Check();
        return chain._facts;
    }

    private void Check()
    {
        // The report of this merge is the fixed point; without it, where it would be: before done, or at the end.
        var reports = Places(0, _thread.Count, IsMergeReport);
        int? report = reports.Count > 0 ? reports[^1] : Last(0, _thread.Count, e => IsReport(e, "merge"));
        var merged = report ?? Last(0, _thread.Count, e => IsMoveTo(e, "done")) ?? _thread.Count;
        var accepted = Last(0, merged, e => IsMoveTo(e, "inprogress"));
        Add("accepted", accepted, e => IsMoveTo(e, "inprogress"), "before the merge report", e => Moved(e, "queued") ?? Left(accepted!.Value, merged));
        var from = (accepted ?? -1) + 1;

        var submitted = Last(from, merged, e => IsReport(e, "submit"));
        Add("submitted", submitted, e => IsReport(e, "submit") && e.Attribute("commit") == _merge.Theirs, "between accepted and the merge report", e => Commit(e) ?? Signed(e));
        var coder = submitted is { } at ? _thread[at].Author : null;

        var approved = Last((submitted ?? from - 1) + 1, merged, IsReview);
        Add("approved", approved, IsReview, "between the submit report and the merge report",
            e => e.Attribute("status") != EventKinds.Approve ? $"the last verdict is {e.Attribute("status") ?? "none"}"
                : e.Author is null || e.Author == coder || e.Author == Host ? $"it is by {e.Author ?? "nobody"}, not by a reviewer other than the coder"
                : Commit(e) ?? Signed(e));

        Add("merged", reports.Count > 0 ? merged : null, e => IsReport(e, "merge"), "with this commit",
            e => reports.Count > 1 ? $"the merge is reported again, in line {_thread[reports[0]].Line}" : Receipts(e) ?? ByHost(e));

        var done = First(report is null ? merged : merged + 1, _thread.Count, e => e.Kind == EventKinds.StateChanged);
        Add("done", done, e => IsMoveTo(e, "done"), "behind the merge report", e => IsMoveTo(e, "done") ? Moved(e, "inprogress") : $"the ticket went to {e.Attribute("to")} instead");
    }

    private bool IsMergeReport(ThreadEvent e) => IsReport(e, "merge") && e.Attribute("merge") == _merge.Commit;

    private static bool IsReport(ThreadEvent e, string step) => e.Kind == EventKinds.ImplementationReport && e.Attribute("step") == step;

    private static bool IsMoveTo(ThreadEvent e, string state) => e.Kind == EventKinds.StateChanged && e.Attribute("to") == state;

    private static bool IsReview(ThreadEvent e) => e.Kind == EventKinds.Review;

    private static string? Moved(ThreadEvent e, string from) => e.Attribute("from") == from ? ByHost(e) : $"it leaves {e.Attribute("from") ?? "no state"}, not {from}";

    private static string? ByHost(ThreadEvent e) => e.Author == Host ? Signed(e) : $"it is by {e.Author ?? "nobody"}, not by the workspace";

    private static string? Signed(ThreadEvent e) => e.Operation is null ? "it carries no operation id, as every record of the workspace does" : null;

    private string? Commit(ThreadEvent e) => e.Attribute("commit") == _merge.Theirs ? null : $"it is about commit {e.Attribute("commit") ?? "none"}, not {_merge.Theirs}";

    private string? Left(int accepted, int merged) =>
        First(accepted + 1, merged, e => e.Kind == EventKinds.StateChanged) is { } at ? $"the ticket left inprogress again in line {_thread[at].Line}" : null;

    private string? Receipts(ThreadEvent e)
    {
        var named = e.Attribute("receipts") is { Length: > 0 } text ? text.Split(',') : [];
        return named.Order(StringComparer.Ordinal).SequenceEqual(_merge.Receipts.Select(r => r.ToString()).Order(StringComparer.Ordinal))
            ? null
            : $"it names the receipts {(named.Length == 0 ? "none" : string.Join(", ", named))}, not those of the commit: {string.Join(", ", _merge.Receipts)}";
    }

    /// <summary>A record that was found is judged; one that was not is looked for outside its place, to say so.</summary>
    private void Add(string what, int? at, Func<ThreadEvent, bool> alike, string place, Func<ThreadEvent, string?> wrong)
    {
        if (at is { } found)
        {
            var e = _thread[found];
            _facts.Add(wrong(e) is { } why ? CheckedFact.Wrong($"thread: {what}", $"Line {e.Line}: {why}.") : new($"thread: {what} (line {e.Line}, by {e.Author})"));
            return;
        }

        var elsewhere = Places(0, _thread.Count, alike).Select(i => _thread[i].Line).ToList();
        var also = elsewhere.Count == 0 ? "there is none at all" : $"there is one elsewhere, in line {string.Join(", ", elsewhere)}";
        _facts.Add(CheckedFact.Wrong($"thread: {what}", $"No such record {place}; {also}."));
    }

    private List<int> Places(int from, int to, Func<ThreadEvent, bool> fits) => [.. Enumerable.Range(from, Math.Max(0, to - from)).Where(i => fits(_thread[i]))];

    private int? First(int from, int to, Func<ThreadEvent, bool> fits) => Places(from, to, fits) is [var first, ..] ? first : null;

    private int? Last(int from, int to, Func<ThreadEvent, bool> fits) => Places(from, to, fits) is [.., var last] ? last : null;
}
