using System.Buffers;
using System.Text.Json;

namespace Yoi.Agent;

/// <summary>Writes a recorded answer as one chat completion.</summary>
internal static class CompletionJson
{
    public static ReadOnlyMemory<byte> Render(CassetteEntry entry) => Write(json =>
    {
        WriteHead(json, entry, "chat.completion");
        json.WriteStartArray("choices");
        json.WriteStartObject();
        json.WriteNumber("index", 0);
        json.WriteStartObject("message");
        json.WriteString("role", "assistant");
        json.WriteString("content", entry.Text);
        if (entry.ToolCalls.Count > 0)
        {
            json.WriteStartArray("tool_calls");
            for (var i = 0; i < entry.ToolCalls.Count; i++) WriteCall(json, entry, i, Arguments(entry.ToolCalls[i]));
            json.WriteEndArray();
        }

        json.WriteEndObject();
        json.WriteString("finish_reason", FinishReason(entry));
        json.WriteEndObject();
        json.WriteEndArray();
        WriteUsage(json, entry);
    });

    /// <summary>Writes one object.</summary>
    public static ReadOnlyMemory<byte> Write(Action<Utf8JsonWriter> members)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using var json = new Utf8JsonWriter(buffer);
        json.WriteStartObject();
        members(json);
        json.WriteEndObject();
        json.Flush();
        return buffer.WrittenMemory;
    }

    public static void WriteHead(Utf8JsonWriter json, CassetteEntry entry, string kind)
    {
        json.WriteString("id", $"cassette-{entry.Turn}");
        json.WriteString("object", kind);
        json.WriteNumber("created", 0);
        json.WriteString("model", entry.Model);
    }

    public static void WriteCall(Utf8JsonWriter json, CassetteEntry entry, int index, string arguments)
    {
        json.WriteStartObject();
        json.WriteNumber("index", index);
        json.WriteString("id", $"call_{entry.Turn}_{index}");
        json.WriteString("type", "function");
        json.WriteStartObject("function");
        json.WriteString("name", entry.ToolCalls[index].Name);
        json.WriteString("arguments", arguments);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    public static void WriteUsage(Utf8JsonWriter json, CassetteEntry entry)
    {
        if (entry.Usage is not { } usage) return;
        json.WriteStartObject("usage");
        json.WriteNumber("prompt_tokens", usage.Input);
        json.WriteNumber("completion_tokens", usage.Output);
        json.WriteNumber("total_tokens", usage.Input + usage.Output);
        json.WriteEndObject();
    }

    public static string FinishReason(CassetteEntry entry) => entry.ToolCalls.Count > 0 ? "tool_calls" : "stop";

    public static string Arguments(CassetteCall call) =>
        call.Arguments.ValueKind == JsonValueKind.String ? call.Arguments.GetString()! : call.Arguments.GetRawText();
}
