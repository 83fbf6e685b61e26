using System.Text.Json.Serialization.Metadata;
using Yoi.Protocol;

namespace Yoi.Client;

/// <summary>Reads what a runtime sent; what is no valid value of the wire is a fault.</summary>
internal static class WireReading
{
    public static Result<T> Read<T>(ReadOnlySpan<byte> json, JsonTypeInfo<T> type)
        where T : class => JsonReading.TryRead(json, type, out var value) ? value : RemoteFaults.Malformed;
}
