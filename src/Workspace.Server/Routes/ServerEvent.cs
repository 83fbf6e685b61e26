using System.Buffers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Yoi.Workspace.Server;

/// <summary>A server-sent event as it goes over the line.</summary>
internal static class ServerEvent
{
    /// <param name="name">Its name.</param>
    /// <param name="frame">Its data.</param>
    /// <param name="type">How the data is written.</param>
    /// <param name="id">What a reader sends back as Last-Event-ID; null leaves the last one standing.</param>
    public static byte[] Write<T>(string name, T frame, JsonTypeInfo<T> type, string? id = null)
    {
        ArrayBufferWriter<byte> output = new(512);
        if (id is not null) Encoding.UTF8.GetBytes($"id: {id}\n", output);
        Encoding.UTF8.GetBytes($"event: {name}\ndata: ", output);
        using (var json = new Utf8JsonWriter(output)) JsonSerializer.Serialize(json, frame, type);
        output.Write("\n\n"u8);
        return output.WrittenSpan.ToArray();
    }
}
