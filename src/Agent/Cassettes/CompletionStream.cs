using System.Text;
using System.Text.Json;

namespace Yoi.Agent;

/// <summary>Writes a recorded answer as the server-sent events of a streamed chat completion.</summary>
internal static class CompletionStream
{
    private const int Pieces = 8;

    public static IEnumerable<ReadOnlyMemory<byte>> Render(CassetteEntry entry, bool includeUsage)
    {
        yield return Delta(entry, json =>
        {
            json.WriteString("role", "assistant");
            json.WriteString("content", "");
        });
        foreach (var piece in Split(entry.Text ?? "", Pieces)) yield return Delta(entry, json => json.WriteString("content", piece));
        for (var i = 0; i < entry.ToolCalls.Count; i++)
        {
            var index = i;
            yield return Delta(entry, json => Calls(json, () => CompletionJson.WriteCall(json, entry, index, "")));
            foreach (var piece in Split(CompletionJson.Arguments(entry.ToolCalls[i]), 3))
                yield return Delta(entry, json => Calls(json, () => WriteArguments(json, index, piece)));
        }

        yield return Delta(entry, _ => { }, CompletionJson.FinishReason(entry));
        if (includeUsage && entry.Usage is not null)
        {
            yield return Event(CompletionJson.Write(json =>
            {
                CompletionJson.WriteHead(json, entry, "chat.completion.chunk");
                json.WriteStartArray("choices");
                json.WriteEndArray();
                CompletionJson.WriteUsage(json, entry);
            }));
        }

        yield return "data: [DONE]\n\n"u8.ToArray();
    }

    /// <summary>Cuts a text in about so many pieces, never within a character.</summary>
    internal static IEnumerable<string> Split(string text, int pieces)
    {
        var size = Math.Max(1, (text.Length + pieces - 1) / pieces);
        for (var start = 0; start < text.Length;)
        {
            var end = Math.Min(text.Length, start + size);
            if (end < text.Length && char.IsHighSurrogate(text[end - 1])) end++;
            yield return text[start..end];
            start = end;
        }
    }

    private static ReadOnlyMemory<byte> Delta(CassetteEntry entry, Action<Utf8JsonWriter> delta, string? finish = null) => Event(CompletionJson.Write(json =>
    {
        CompletionJson.WriteHead(json, entry, "chat.completion.chunk");
        json.WriteStartArray("choices");
        json.WriteStartObject();
        json.WriteNumber("index", 0);
        json.WriteStartObject("delta");
        delta(json);
        json.WriteEndObject();
        json.WriteString("finish_reason", finish);
        json.WriteEndObject();
        json.WriteEndArray();
    }));

    private static void Calls(Utf8JsonWriter json, Action call)
    {
        json.WriteStartArray("tool_calls");
        call();
        json.WriteEndArray();
    }

    private static void WriteArguments(Utf8JsonWriter json, int index, string piece)
    {
        json.WriteStartObject();
        json.WriteNumber("index", index);
        json.WriteStartObject("function");
        json.WriteString("arguments", piece);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static ReadOnlyMemory<byte> Event(ReadOnlyMemory<byte> json)
    {
        var text = new byte[json.Length + 8];
        var at = Encoding.UTF8.GetBytes("data: ", text);
        json.Span.CopyTo(text.AsSpan(at));
        "\n\n"u8.CopyTo(text.AsSpan(at + json.Length));
        return text;
    }
}
