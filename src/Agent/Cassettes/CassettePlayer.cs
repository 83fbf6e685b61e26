using System.Text;
using Yoi.Protocol;

namespace Yoi.Agent;

/// <summary>Answers chat completions requests from a cassette: the same request always gets the same answer. Does no I/O; an HTTP endpoint writes what it answers.</summary>
public sealed class CassettePlayer(Cassette cassette)
{
    private const string InvalidRequest = "invalid_request_error";

    /// <summary>
    /// Answers the body of a <c>POST /chat/completions</c>: what was recorded; 404 with the code <c>cassette_miss</c> where nothing was; 400 with <c>invalid</c> where the body is no request.
    /// </summary>
    public CassetteReply Answer(ReadOnlyMemory<byte> requestBody)
    {
        if (!CompletionRequest.TryRead(requestBody, out var request, out var problem))
            return Error(400, "malformed request", FaultCodes.Invalid, problem, InvalidRequest);
        var entry = cassette.Find(request.Model, request.FirstUserMessage, request.Turn);
        var line = $"model={OneLine(request.Model)} ticket={OneLine(entry?.Ticket ?? "-")} turn={request.Turn}";
        if (entry is null)
        {
            var first = request.FirstUserMessage.Length > 120 ? request.FirstUserMessage[..120] : request.FirstUserMessage;
            return Error(
                404,
                line,
                FaultCodes.CassetteMiss,
                $"The cassette has no answer for model '{request.Model}', turn {request.Turn}, and a first user message that begins with '{OneLine(first)}'. " +
                $"It answers for: {string.Join(", ", cassette.Models)}.",
                InvalidRequest);
        }

        var delay = TimeSpan.FromMilliseconds(entry.DelayMs);
        if (entry.Status != 200)
        {
            var kind = entry.Status == 429 ? "rate_limit_exceeded" : "recorded_error";
            return Error(entry.Status, line, kind, entry.Text ?? $"Recorded status {entry.Status}.", "recorded_error") with { Delay = delay };
        }

        return new()
        {
            Status = 200,
            ContentType = request.Stream ? "text/event-stream; charset=utf-8" : "application/json; charset=utf-8",
            Delay = delay,
            Line = line,
            Chunks = request.Stream ? CompletionStream.Render(entry, request.IncludeUsage) : [CompletionJson.Render(entry)],
        };
    }

    private static CassetteReply Error(int status, string line, string code, string message, string type) => new()
    {
        Status = status,
        ContentType = "application/json; charset=utf-8",
        Line = line,
        Chunks = [CompletionJson.Write(json =>
        {
            json.WriteStartObject("error");
            json.WriteString("code", code);
            json.WriteString("message", message);
            json.WriteString("type", type);
            json.WriteEndObject();
        })],
    };

    private static string OneLine(string text)
    {
        var line = new StringBuilder(text);
        for (var i = 0; i < line.Length; i++)
        {
            if (char.IsControl(line[i])) line[i] = ' ';
        }

        return line.ToString();
    }
}
