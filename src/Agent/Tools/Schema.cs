using System.Text.Json;

namespace Yoi.Agent;

/// <summary>JSON schemas written down in code.</summary>
internal static class Schema
{
    public static JsonElement Parse(string json)
    {
        using var document = JsonDocument.Parse(json);
        return document.RootElement.Clone();
    }
}
