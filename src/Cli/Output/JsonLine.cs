using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Yoi.Cli;

/// <summary>A value as one line of JSON on standard output: UTF-8 whatever the terminal's language, and people's own characters unescaped.</summary>
internal static class JsonLine
{
    public static void Write<T>(T value, JsonTypeInfo<T> type)
    {
        using var output = new PlainOutput();
        using (var json = new Utf8JsonWriter(output, new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping })) JsonSerializer.Serialize(json, value, type);
        output.WriteByte((byte)'\n');
    }
}
