using System.Text;
using Yoi.Journal;
using Yoi.Journal.Files;
using Yoi.Protocol;

namespace Yoi.Tests.Conformance.Journals;

/// <summary>Short words for tests that open and damage file journals.</summary>
internal static class FileStore
{
    public static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public static ValueTask<Result<FileJournal>> TryOpenAsync(string root, int segmentBytes = 64 * 1024 * 1024, long sortBytes = long.MaxValue) =>
        FileJournal.OpenAsync(new() { Root = root, SegmentBytes = segmentBytes, SortBytes = sortBytes, SortsAtClose = false }, Cancelled);

    public static async ValueTask<FileJournal> OpenAsync(string root, int segmentBytes = 64 * 1024 * 1024, long sortBytes = long.MaxValue) =>
        (await TryOpenAsync(root, segmentBytes, sortBytes)).Value;

    public static ValueTask<Result<Appended>> AppendAsync(this IJournal journal, string name, params string[] texts) =>
        journal.AppendAsync(Stream(name), new() { Events = [.. texts.Select(text => new NewEvent("noted", Encoding.UTF8.GetBytes($$"""{"text":"{{text}}"}""")))] }, Cancelled);

    public static async ValueTask<int> CountAsync(this IJournal journal, string name) =>
        (await journal.ReadAsync(Stream(name), new() { Limit = 10_000 }, Cancelled)).Value.Events.Count;

    public static StreamId Stream(string name) => new("workers", name);
}
