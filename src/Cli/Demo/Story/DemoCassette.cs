using System.Text.Json;
using Yoi.Protocol;

namespace Yoi.Cli;

/// <summary>Writes the recorded words of the demo's models. What they call is real: files, commands, commits.</summary>
internal static class DemoCassette
{
    public static async Task WriteAsync(string path, IReadOnlyDictionary<string, TicketId> tickets, CancellationToken cancellationToken)
    {
        var half = path + ".new";
        await using (var file = new FileStream(half, FileMode.Create))
        {
            foreach (var ticket in DemoStory.Tickets)
            {
                for (var turn = 0; turn < ticket.Coder.Count; turn++) Line(file, DemoStory.CoderModel, tickets[ticket.Label], turn, ticket.Coder[turn]);
                for (var turn = 0; turn < ticket.Reviewer.Count; turn++) Line(file, DemoStory.ReviewerModel, tickets[ticket.Label], turn, ticket.Reviewer[turn]);
            }

            await file.FlushAsync(cancellationToken);
        }

        File.Move(half, path, overwrite: true);
    }

    private static void Line(FileStream file, string model, TicketId ticket, int turn, DemoAnswer answer)
    {
        using (var json = new Utf8JsonWriter(file))
        {
            json.WriteStartObject();
            json.WriteString("model", model);
            json.WriteString("ticket", ticket.ToString());
            json.WriteNumber("turn", turn);
            json.WriteString("text", answer.Text);
            json.WriteStartArray("tool_calls");
            foreach (var call in answer.Calls) Call(json, call);
            json.WriteEndArray();
            json.WriteStartObject("usage");
            json.WriteNumber("input", answer.Input);
            json.WriteNumber("output", answer.Output);
            json.WriteEndObject();
            json.WriteEndObject();
        }

        file.WriteByte((byte)'\n');
    }

    private static void Call(Utf8JsonWriter json, DemoCall call)
    {
        json.WriteStartObject();
        json.WriteString("name", call.Tool);
        json.WriteStartObject("arguments");
        foreach (var (name, value) in call.Arguments) json.WriteString(name, value);
        if (call.Finding is { } finding)
        {
            json.WriteStartArray("findings");
            json.WriteStartObject();
            json.WriteString("severity", finding.Severity);
            json.WriteString("path", finding.Path);
            json.WriteNumber("line", finding.Line);
            json.WriteString("text", finding.Text);
            json.WriteEndObject();
            json.WriteEndArray();
        }

        json.WriteEndObject();
        json.WriteEndObject();
    }
}
