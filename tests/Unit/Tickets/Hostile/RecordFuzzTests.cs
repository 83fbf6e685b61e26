using System.Text;
using System.Text.RegularExpressions;
using Yoi.Protocol;
using Yoi.Tickets;

namespace Yoi.Tests.Unit.Tickets.Hostile;

/// <summary>Damaged records: a reading or a fault, never an exception, never without end; and a change touches only what it owns.</summary>
public sealed partial class RecordFuzzTests
{
    private const string Relations = "artifacts/relations.json";
    private const string Plans = "artifacts/orchestration-plan.jsonl";

    [Fact]
    public async Task Damaged_threads_are_read_whole_and_an_event_is_appended_behind_what_is_there()
    {
        using var temp = new TempStore();
        var id = temp.Place("---\ntitle: T\nstate: planning\n---\n\nText\n");
        await Fuzz.RunAsync("thread", async (random, isWritten) =>
        {
            var bytes = Mutation.Of(Records.Threads, random);
            ShouldCover(bytes, ThreadText.Read(bytes));
            if (!isWritten) return;
            await File.WriteAllBytesAsync(temp.PathOf(id, "thread.md"), bytes);
            var before = await temp.ReadAsync(id);
            var written = await temp.Store.AppendAsync(id, new() { Kind = "comment", Author = "a", Body = "One\n```\n\n---\n\nmore" }, default);
            var after = await File.ReadAllBytesAsync(temp.PathOf(id, "thread.md"));
            after.AsSpan().StartsWith(bytes).ShouldBeTrue();
            if (written.Fault is { } fault) (fault.Code, after.Length).ShouldBe((FaultCodes.StoreCorrupt, bytes.Length));
            else written.Value.Thread.Select(e => (e.Line, e.Kind, e.Heading, e.Body)).Take(before.Thread.Count).ShouldBe(before.Thread.Select(e => (e.Line, e.Kind, e.Heading, e.Body)));
        });
    }

    [Fact]
    public async Task Damaged_items_are_read_or_refused_and_a_change_touches_one_value()
    {
        using var temp = new TempStore();
        var id = temp.Place("---\ntitle: T\n---\n", "");
        var path = temp.PathOf(id, "item.md");
        await Fuzz.RunAsync("item", async (random, isWritten) =>
        {
            var bytes = Mutation.Of(Records.Items, random);
            await File.WriteAllBytesAsync(path, bytes);
            var read = await temp.Store.ReadAsync(id, default);
            if (read.Fault is { } fault) ShouldNameTheFile(fault, id);
            if (!isWritten) return;
            var written = await temp.Store.AppendAsync(id, new() { Kind = "comment", Author = "a", Body = "One" }, default);
            var after = await File.ReadAllBytesAsync(path);
            if (written.Fault is { } refused)
            {
                ShouldNameTheFile(refused, id);
                after.ShouldBe(bytes);
                return;
            }

            ShouldDifferInOneValue(bytes, after);
            written.Value.Item.Unknown.ShouldBe(read.Value.Item.Unknown);
            (written.Value.Item.Title, written.Value.Item.State, written.Value.Item.Body).ShouldBe((read.Value.Item.Title, read.Value.Item.State, read.Value.Item.Body));
            File.Delete(temp.PathOf(id, "thread.md"));
        });
    }

    [Fact]
    public async Task Damaged_items_are_edited_as_asked_or_not_at_all_and_keep_the_rest()
    {
        using var temp = new TempStore();
        var id = temp.Place("---\ntitle: T\n---\n", "");
        var path = temp.PathOf(id, "item.md");
        await Fuzz.RunAsync("edit", async (random, isWritten) =>
        {
            if (!isWritten) return;
            var bytes = Mutation.Of(Records.Items, random);
            await File.WriteAllBytesAsync(path, bytes);
            File.Delete(temp.PathOf(id, "thread.md"));
            if ((await temp.Store.ReadAsync(id, default)) is not { Fault: null, Value: var before } || before.Item.State == TicketState.Closed) return;
            TicketEdit edit = new()
            {
                Title = random.Next(2) == 0 ? $"It's \"new\": #{random.Next()} \\ 受" : null,
                Body = random.Next(3) == 0 ? $"New\n---\nbody {random.Next()}" : null,
                RiskFlags = random.Next(3) == 0 ? ["a'b", "[c]"] : null,
                Priority = random.Next(3) == 0 ? "" : null,
                Author = "a",
            };
            var edited = await temp.Store.EditAsync(id, edit, default);
            if (edited.Fault is { } fault)
            {
                fault.Code.ShouldBeOneOf(FaultCodes.TicketUnreadable, FaultCodes.Invalid, FaultCodes.StoreCorrupt);
                (await File.ReadAllBytesAsync(path)).ShouldBe(bytes);
                return;
            }

            var (old, now) = (before.Item, (await temp.ReadAsync(id)).Item);
            now.Title.ShouldBe(edit.Title ?? old.Title);
            if (edit.Body is null) now.Body.ShouldBe(old.Body);
            else now.Body.Trim().ReplaceLineEndings("\n").ShouldBe(edit.Body);
            now.RiskFlags.ShouldBe(edit.RiskFlags ?? old.RiskFlags);
            (string.IsNullOrEmpty(now.Priority)).ShouldBe(edit.Priority is not null || string.IsNullOrEmpty(old.Priority));
            (now.State, now.Assignee, now.CreatedAt, now.QueuedBy, now.RefSelector).ShouldBe((old.State, old.Assignee, old.CreatedAt, old.QueuedBy, old.RefSelector));
            now.Unknown.ShouldBe(old.Unknown);
        });
    }

    [Fact]
    public async Task Damaged_relations_and_plans_are_kept_and_stop_nothing_else()
    {
        using var temp = new TempStore();
        var id = temp.Place("---\ntitle: T\n---\n", "");
        temp.Place("---\ntitle: T\n---\n", "", "00001KSKBPBX0");
        Directory.CreateDirectory(temp.PathOf(id, "artifacts"));
        await Fuzz.RunAsync("records", async (random, isWritten) =>
        {
            var (relations, plans) = (Mutation.Of(Records.Relations, random), Mutation.Of(Records.Plans, random));
            await File.WriteAllBytesAsync(temp.PathOf(id, Relations), relations);
            await File.WriteAllBytesAsync(temp.PathOf(id, Plans), plans);
            var read = await temp.ReadAsync(id);
            await temp.Store.RelationsAsync(id, default);
            (await temp.Store.FactsAsync(default)).Fault.ShouldBeNull();
            if (!isWritten) return;
            var planned = await temp.Store.RecordPlanAsync(id, new() { Kind = "waiting_capacity_note", Note = "n", Author = "a" }, default);
            (await File.ReadAllBytesAsync(temp.PathOf(id, Plans))).AsSpan().StartsWith(plans).ShouldBeTrue();
            if (planned.Fault is null) planned.Value.Plans.Count.ShouldBe(read.Plans.Count + 1);
            var related = await temp.Store.AddRelationAsync(id, new() { Kind = "related", Target = new(TicketId.Parse("00001KSKBPBX0", null).Milliseconds), Author = "a" }, default);
            if (related.Fault is not null) (await File.ReadAllBytesAsync(temp.PathOf(id, Relations))).ShouldBe(relations);
            else related.Value.Relations.Count.ShouldBe(read.Relations.Count + 1);
            File.Delete(temp.PathOf(id, "thread.md"));
        });
    }

    [Fact]
    public async Task Damaged_versions_are_merged_or_left_to_a_person_and_never_throw()
    {
        (string File, IReadOnlyList<byte[]> Samples)[] kinds = [("thread.md", Records.Threads), ("item.md", Records.Items), ("relations.json", Records.Relations), ("orchestration-plan.jsonl", Records.Plans)];
        await Fuzz.RunAsync("merge", async (random, _) =>
        {
            var (file, samples) = kinds[random.Next(kinds.Length)];
            var ancestor = samples[random.Next(samples.Count)];
            byte[] ours = random.Next(2) == 0 ? Mutation.Of([ancestor], random) : [.. ancestor, .. Mutation.Of(samples, random)];
            byte[] theirs = random.Next(2) == 0 ? Mutation.Of([ancestor], random) : [.. ancestor, .. Mutation.Of(samples, random)];
            var merged = (await RecordMerge.MergeAsync(file, new(ancestor, ours, theirs), Both)).Value;
            if (file != "thread.md" || merged.Problem is not null) return;
            var (events, theirEvents) = (ThreadText.Read(merged.Bytes), ThreadText.Read(theirs));
            ShouldCover(merged.Bytes.ToArray(), events);
            // What either branch alone has added is in it.
            var old = ThreadText.Read(ancestor).Select(Words).ToHashSet();
            foreach (var e in ThreadText.Read(ours).Concat(theirEvents).Where(e => !old.Contains(Words(e)) && e.At is not null && e.Operation is null && e.Line > ancestor.Count(b => b == '\n') + 1))
                events.Select(Words).ShouldContain(Words(e));
        });
    }

    private static Task<Result<MergedFile>> Both(MergeSides sides)
    {
        byte[] both = [.. sides.Ours.Span, .. sides.Theirs.Span];
        return Task.FromResult<Result<MergedFile>>(new MergedFile(both, "Both changed it."));
    }

    private static string Words(ThreadEvent e) => $"{e.Kind}\0{e.Heading}\0{e.Body.Trim()}";

    private static void ShouldNameTheFile(Fault fault, TicketId id)
    {
        fault.Code.ShouldBe(FaultCodes.TicketUnreadable);
        fault.Message.ShouldStartWith($"{id}/item.md line ");
    }

    /// <summary>Events follow each other without a gap to the file's end, and each begins with its comment.</summary>
    private static void ShouldCover(byte[] bytes, IReadOnlyList<ThreadEvent> events)
    {
        var text = Encoding.Latin1.GetString(bytes);
        var lines = text.Split('\n');
        var count = lines[^1].Length == 0 ? lines.Length - 1 : lines.Length;
        if (events.Count == 0) return;
        var next = events[0].Line;
        foreach (var e in events)
        {
            e.Line.ShouldBe(next);
            lines[e.Line - 1].TrimStart('\u00EF', '\u00BB', '\u00BF').ShouldStartWith("<!-- event: ");
            next += e.LineCount;
        }

        next.ShouldBe(count + 1);
    }

    /// <summary>The second file is the first with one value replaced or one line inserted.</summary>
    private static void ShouldDifferInOneValue(byte[] before, byte[] after)
    {
        var first = before.AsSpan().CommonPrefixLength(after);
        var last = 0;
        while (last < Math.Min(before.Length, after.Length) - first && before[^(last + 1)] == after[^(last + 1)]) last++;
        var (gone, come) = (Encoding.Latin1.GetString(before[first..^last]), Encoding.Latin1.GetString(after[first..^last]));
        OneValue().IsMatch(come).ShouldBeTrue($"'{gone}' became '{come}'");
        gone.Length.ShouldBeLessThan(100, $"'{gone}' became '{come}'");
    }

    [GeneratedRegex("^[\\r\\n]*(updated_at:)? ?'?[0-9TZ:-]{0,20}'?\\r?\\n?(updated_at: ?)?$")]
    private static partial Regex OneValue();
}
