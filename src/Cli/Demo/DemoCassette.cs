using System.Text.Json;
using Yoi.Protocol;

namespace Yoi.Cli;

/// <summary>The recorded words of the demo's models. What they call is real: files, commands, commits.</summary>
internal static class DemoCassette
{
    public static async Task WriteAsync(string path, TicketId ticket, CancellationToken cancellationToken)
    {
        await using var file = new FileStream(path, FileMode.CreateNew);
        var turn = 0;
        Line(file, DemoStory.CoderModel, ticket, turn++, "I look at the function and at what its tests say.", (1_450, 61),
            ("read", a => a.WriteString("path", DemoStory.SourcePath)), ("shell", a => a.WriteString("command", "node --test 2>&1 | tail -n 40")));
        Line(file, DemoStory.CoderModel, ticket, turn++, "Two tests fail: hours are missing. I add them; shorter durations stay as they are.", (2_310, 164),
            ("write", a => Write(a, ("path", DemoStory.SourcePath), ("content", DemoStory.SourceAfter))));
        Line(file, DemoStory.CoderModel, ticket, turn++, "Now the tests, and the change as git sees it.", (2_520, 48),
            ("shell", a => a.WriteString("command", "node --test 2>&1 | tail -n 12 && git diff --stat")));
        Line(file, DemoStory.CoderModel, ticket, turn, "All tests pass and only one file changed.", (2_790, 97),
            ("submit_work", a => Write(a,
                ("summary", "formatDuration shows hours from 3600 seconds on; shorter durations read as before."),
                ("validation", "node --test: 4 tests pass."))));
        Line(file, DemoStory.ReviewerModel, ticket, 0, "The packet names the limits; I try them.", (1_980, 57),
            ("shell", a => a.WriteString("command", "node -e \"import('/work/src/duration.js').then(m => console.log([59, 60, 3599, 3600].map(m.formatDuration).join(' | ')))\"")));
        Line(file, DemoStory.ReviewerModel, ticket, 1, "59s, 1m 0s, 59m 59s, 1h 0m 0s: as asked.", (2_240, 72),
            ("submit_review", a => Write(a, ("verdict", "approve"), ("summary", "The limits hold: 59s | 1m 0s | 59m 59s | 1h 0m 0s. The change is small and stays within src/."))));
        await file.FlushAsync(cancellationToken);
    }

    private static void Write(Utf8JsonWriter arguments, params (string Name, string Value)[] members)
    {
        foreach (var (name, value) in members) arguments.WriteString(name, value);
    }

    private static void Line(
        FileStream file, string model, TicketId ticket, int turn, string text, (int Input, int Output) usage, params (string Name, Action<Utf8JsonWriter> Arguments)[] calls)
    {
        using (var json = new Utf8JsonWriter(file))
        {
            json.WriteStartObject();
            json.WriteString("model", model);
            json.WriteString("ticket", ticket.ToString());
            json.WriteNumber("turn", turn);
            json.WriteString("text", text);
            json.WriteStartArray("tool_calls");
            foreach (var (name, arguments) in calls)
            {
                json.WriteStartObject();
                json.WriteString("name", name);
                json.WriteStartObject("arguments");
                arguments(json);
                json.WriteEndObject();
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteStartObject("usage");
            json.WriteNumber("input", usage.Input);
            json.WriteNumber("output", usage.Output);
            json.WriteEndObject();
            json.WriteEndObject();
        }

        file.WriteByte((byte)'\n');
    }
}
