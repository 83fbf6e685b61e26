using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Yoi.Client;

/// <summary>Reads what a server sent.</summary>
internal static class JsonReading
{
    /// <summary>False for what is no valid value.</summary>
    public static bool TryRead<T>(ReadOnlySpan<byte> json, JsonTypeInfo<T> type, [NotNullWhen(true)] out T? value)
        where T : class
    {
        try
        {
            value = JsonSerializer.Deserialize(json, type);
        }
        catch (Exception exception) when (exception is JsonException or NotSupportedException)
        {
            // Not supported is what a case of a closed set is without its word.
            value = null;
        }

        return value is not null;
    }
}
