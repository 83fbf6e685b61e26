using System.Text;
using Yoi.Journal;
using Yoi.Protocol;

namespace Yoi.Tests.Conformance.Journals;

/// <summary>An open journal and short words for what the tests do with it.</summary>
public abstract class JournalFixture : IAsyncLifetime
{
    protected IJournal Journal { get; private set; } = null!;

    protected static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    protected static StreamId Ada { get; } = new("workers", "ada");

    public async ValueTask InitializeAsync() => Journal = await OpenAsync();

    public async ValueTask DisposeAsync()
    {
        await Journal.DisposeAsync();
        await CleanAsync();
        GC.SuppressFinalize(this);
    }

    protected abstract ValueTask<IJournal> OpenAsync();

    /// <summary>Closes the journal and opens its store again; a store that ends with its journal answers the same journal.</summary>
    protected abstract ValueTask<IJournal> ReopenAsync(IJournal open);

    protected virtual ValueTask CleanAsync() => default;

    protected async ValueTask ReopenAsync() => Journal = await ReopenAsync(Journal);

    protected static NewEvent Event(string text) => new("noted", Encoding.UTF8.GetBytes($$"""{"text":"{{text}}"}"""));

    protected ValueTask<Result<Appended>> AppendAsync(StreamId stream, long? expected, string? key, params NewEvent[] events) =>
        Journal.AppendAsync(stream, new Append { ExpectedVersion = expected, OperationKey = key, Events = events }, Cancelled);

    protected async ValueTask<Appended> AppendedAsync(StreamId stream, params string[] texts) =>
        (await AppendAsync(stream, null, null, [.. texts.Select(Event)])).Value;

    protected async ValueTask<Page> ReadAsync(StreamId stream, ReadRange? range = null) =>
        (await Journal.ReadAsync(stream, range ?? new(), Cancelled)).Value;

    protected async ValueTask<string[]> TextsAsync(StreamId stream, ReadRange? range = null) =>
        [.. (await ReadAsync(stream, range)).Events.Select(Text)];

    protected async ValueTask<StreamHead[]> HeadsAsync(StreamQuery? query = null) =>
        [.. (await Journal.StreamsAsync(query ?? new(), Cancelled)).Value.Heads];

    protected static string Text(StoredEvent item) => System.Text.Json.JsonDocument.Parse(item.Data).RootElement.GetProperty("text").GetString()!;
}
