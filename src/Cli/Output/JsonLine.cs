using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Yoi.Cli;

/// <summary>A value as one line of JSON on standard output.</summary>
internal static class JsonLine
{
    public static void Write<T>(T value, JsonTypeInfo<T> type) => Console.WriteLine(JsonSerializer.Serialize(value, type));
}
