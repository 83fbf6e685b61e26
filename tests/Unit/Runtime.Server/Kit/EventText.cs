using System.Text.Json;
using Yoi.Protocol;

namespace Yoi.Tests.Unit.Runtime.Server;

/// <summary>Reads a runtime's server-sent events as they stand on the wire.</summary>
internal sealed class EventText(HttpResponseMessage response) : IAsyncDisposable
{
    private StreamReader? _reader;

    /// <summary>The next event; comments are passed over. Null at the end.</summary>
    public async Task<(string Name, string? Id, string Data)?> NextAsync()
    {
        _reader ??= new(await response.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken));
        var (name, id, data) = ((string?)null, (string?)null, "");
        while (await _reader.ReadLineAsync(TestContext.Current.CancellationToken).AsTask().WaitAsync(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken) is { } line)
        {
            if (line.Length == 0 && name is not null) return (name, id, data);
            if (line.StartsWith("event: ", StringComparison.Ordinal)) name = line["event: ".Length..];
            if (line.StartsWith("id: ", StringComparison.Ordinal)) id = line["id: ".Length..];
            if (line.StartsWith("data: ", StringComparison.Ordinal)) data = line["data: ".Length..];
        }

        return null;
    }

    public async Task<T> NextAsync<T>()
        where T : ObservationFrame => JsonSerializer.Deserialize((await NextAsync()).ShouldNotBeNull().Data, WireJson.Default.ObservationFrame).ShouldBeOfType<T>();

    public ValueTask DisposeAsync()
    {
        _reader?.Dispose();
        response.Dispose();
        return default;
    }
}
