using System.Text.Json;
using Yoi.Protocol.Browser;

namespace Yoi.Tests.Unit.Workspace.Server;

/// <summary>Reads server-sent events one at a time; fails where none comes in ten seconds.</summary>
internal sealed class EventReader(Stream stream) : IDisposable
{
    private readonly StreamReader _reader = new(stream);

    /// <summary>The lines up to the next blank one; null at the end.</summary>
    public async Task<string?> NextAsync()
    {
        var lines = new List<string>();
        while (await _reader.ReadLineAsync().WaitAsync(TimeSpan.FromSeconds(10)) is { } line)
        {
            if (line.Length == 0) return string.Join('\n', lines);
            lines.Add(line);
        }

        return null;
    }

    public async Task<(string Event, BoardFrame Frame)> NextFrameAsync()
    {
        var lines = (await NextAsync()).ShouldNotBeNull().Split('\n');
        lines.Length.ShouldBe(2);
        lines[0].ShouldStartWith("event: ");
        lines[1].ShouldStartWith("data: ");
        return (lines[0]["event: ".Length..], JsonSerializer.Deserialize(lines[1]["data: ".Length..], BrowserJson.Default.BoardFrame)!);
    }

    public void Dispose() => _reader.Dispose();
}
