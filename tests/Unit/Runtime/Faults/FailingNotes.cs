using Yoi.Journal;
using Yoi.Journal.Files;
using Yoi.Protocol;
using Yoi.Tests.Unit.Runtime.Fakes;

namespace Yoi.Tests.Unit.Runtime.Faults;

/// <summary>A process that appends notes to a file journal whatever becomes of each, and tells it: "note stream text code", and "open code" for each try to open.</summary>
internal static class FailingNotes
{
    public const string Steps = "Notes";

    /// <summary>Said when the journal is open and the process waits for its end.</summary>
    public const string Held = "held";

    private const int Notes = 14;

    public static async Task<int> RunAsync(string root, Action<string> tell, bool holds)
    {
        FileJournal? journal = null;
        for (var times = 0; journal is null; times++)
        {
            var opened = await FileJournal.OpenAsync(RuntimeStage.Options(root, new FakeTime()), default);
            tell($"open {opened.Fault?.Code ?? "ok"}");
            if (opened.TryGet(out journal, out _)) break;
            if (times == 2) return 0;
        }

        if (holds)
        {
            tell(Held);
            await Console.In.ReadLineAsync();
        }

        for (var n = 0; n < Notes; n++)
        {
            var (stream, text) = (new StreamId("notes", n % 2 == 0 ? "even" : "odd"), $"{n}");
            var data = System.Text.Encoding.UTF8.GetBytes($$"""{"text":"{{text}}","long":"{{new string('n', 900)}}"}""");
            var before = await VersionAsync(journal, stream);
            var appended = await journal.AppendAsync(stream, new() { Events = [new("noted", data)] }, default);
            var after = await VersionAsync(journal, stream);
            // A refused append changes nothing in memory either.
            tell($"note {stream} {text} {(after - before == (appended.Fault is null ? 1 : 0) ? appended.Fault?.Code ?? "ok" : "half")}");
        }

        await journal.DisposeAsync();
        return 0;
    }

    private static async Task<long> VersionAsync(FileJournal journal, StreamId stream) =>
        (await journal.StreamsAsync(new(), default)).Value.Heads.FirstOrDefault(h => h.Stream == stream)?.Version ?? 0;
}
