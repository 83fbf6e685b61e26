using Yoi.Protocol;
using Yoi.Tickets;

namespace Yoi.Tests.Unit.Tickets.Hostile;

/// <summary>Names that come from outside: of artifacts, of tickets, and those in a change file.</summary>
public sealed class NameFuzzTests
{
    private static readonly string[] Parts =
    [
        "a", "b.md", "..", ".", "", "/", "//", "\\", "\0", "~", "item.md", "relations.json", "RELATIONS.JSON", "orchestration-plan.jsonl", "receipts", ".git", ".gitkeep", " ", "a ", "\n", "%2e%2e",
        "..%2f", "C:", "proc/self/root", "\u202E", "\uFF0E\uFF0E", "ﾃｽﾄ", "é", "e\u0301", "a\u0000b", "*", "?", "|", ":", "-rf", "--", "\uD800", "…",
    ];

    [Fact]
    public async Task A_name_of_an_artifact_is_refused_or_stays_below_the_tickets_artifacts()
    {
        using var temp = new TempStore();
        var id = await temp.CreateAsync();
        var artifacts = temp.PathOf(id, "artifacts");
        await Fuzz.RunAsync("artifact", async (random, isWritten) =>
        {
            var name = Name(random);
            var read = await temp.Store.ReadArtifactAsync(id, name, default);
            (read.Fault?.Code ?? "ok").ShouldBeOneOf("ok", FaultCodes.Invalid, FaultCodes.NotFound, FaultCodes.TooLarge, FaultCodes.StoreFailed);
            if (!isWritten) return;
            var before = Files(temp.Outside, artifacts);
            var fault = await temp.Store.WriteArtifactAsync(id, name, "x"u8.ToArray(), default);
            Files(temp.Outside, artifacts).ShouldBe(before);
            if (fault is null) (await temp.Store.ReadArtifactAsync(id, name, default)).Fault.ShouldBeNull();
        });
    }

    [Fact]
    public async Task A_text_in_place_of_an_id_is_an_answer_and_no_path()
    {
        using var temp = new TempStore();
        await temp.CreateAsync();
        await Fuzz.RunAsync("id", (random, _) =>
        {
            var resolved = temp.Store.Resolve(Name(random));
            if (resolved.Fault is { } fault) fault.Code.ShouldBeOneOf(FaultCodes.Invalid, FaultCodes.NotFound, FaultCodes.AmbiguousId);
            return Task.CompletedTask;
        });
    }

    [Fact]
    public async Task A_damaged_change_file_writes_nothing_outside_and_stops_no_reader_and_no_writer_without_a_reason()
    {
        // A reader that meets a change tries again ten times before it believes that nobody finishes it.
        using var temp = new TempStore(time: new HurriedClock());
        var id = await temp.CreateAsync();
        var other = await temp.CreateAsync("Another");
        var crash = await Crash.OfAsync(temp, id, () => temp.RelateAsync(id, "related", other));
        var sample = crash.ChangeFile();
        await Fuzz.RunAsync("change", async (random, isWritten) =>
        {
            if (isWritten) crash.At(random.Next(4));
            await File.WriteAllBytesAsync(temp.ChangeFile, Mutation.Of([sample], random));
            (await temp.Store.ReadAsync(other, default)).Fault.ShouldBeNull();
            var read = await temp.Store.ReadAsync(id, default);
            if (read.Fault is { } unread) unread.Code.ShouldBe(FaultCodes.TicketUnreadable);
            if (!isWritten) return;
            var before = Files(temp.Outside, temp.Store.Root);
            var next = await temp.Store.AppendAsync(other, new() { Kind = "comment", Author = "a", Body = "Next" }, default);
            if (next.Fault is { } fault) fault.Code.ShouldBe(FaultCodes.SchemaNewer);
            else (await temp.Store.ReadAsync(id, default)).Fault?.Code.ShouldBe(FaultCodes.TicketUnreadable);
            Files(temp.Outside, temp.Store.Root).ShouldBe(before);
            foreach (var aside in Directory.GetFiles(temp.Store.Root, ".ticket-change*")) File.Delete(aside);
        });
    }

    private static string Name(Random random) => string.Concat(Enumerable.Range(0, random.Next(1, 7)).Select(_ => Parts[random.Next(Parts.Length)] + (random.Next(3) == 0 ? "/" : "")));

    /// <summary>The files below a folder that are not below another.</summary>
    private static IEnumerable<string> Files(string root, string except) =>
        [.. Directory.EnumerateFiles(root, "*", SearchOption.AllDirectories).Where(f => !f.StartsWith(except + "/", StringComparison.Ordinal)).Order(StringComparer.Ordinal)];
}
