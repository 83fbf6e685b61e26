using System.Text.Json;
using System.Text.RegularExpressions;

namespace Yoi.Tests.EndToEnd;

/// <summary>Documents that the program printed.</summary>
internal static class Json
{
    public static JsonElement Of(string text) => JsonDocument.Parse(text).RootElement;

    /// <summary>The document, which must have the shape that docs/schemas says.</summary>
    public static JsonElement Shaped(string shape, string text)
    {
        var document = Of(text);
        var schema = Of(File.ReadAllText(Path.Combine(Checkout.Root, "docs", "schemas", $"{shape}.json")));
        Problems(document, schema, schema, "$").ShouldBeEmpty($"This is not what docs/schemas/{shape}.json says:\n{text}");
        return document;
    }

    /// <summary>As much of JSON Schema as the schemas use; members they do not name are problems, too.</summary>
    private static IEnumerable<string> Problems(JsonElement value, JsonElement schema, JsonElement root, string path)
    {
        if (schema.ValueKind == JsonValueKind.True) yield break;
        if (schema.TryGetProperty("$ref", out var reference)) schema = Resolve(root, reference.GetString()!);
        if (schema.TryGetProperty("type", out var type) && !Types(type).Contains(TypeOf(value))) yield return $"{path} is {TypeOf(value)}, not {type}";
        if (value.ValueKind == JsonValueKind.String && schema.TryGetProperty("pattern", out var pattern) && !Regex.IsMatch(value.GetString()!, pattern.GetString()!)) yield return $"{path} does not match {pattern}";
        if (value.ValueKind == JsonValueKind.String && schema.TryGetProperty("format", out var format) && format.GetString() == "date-time" && !value.TryGetDateTimeOffset(out _)) yield return $"{path} is no time";
        if (value.ValueKind == JsonValueKind.Array && schema.TryGetProperty("items", out var items))
        {
            foreach (var problem in value.EnumerateArray().SelectMany((item, i) => Problems(item, items, root, $"{path}[{i}]"))) yield return problem;
        }

        if (value.ValueKind != JsonValueKind.Object) yield break;
        var properties = schema.TryGetProperty("properties", out var named) ? named.EnumerateObject().ToDictionary(p => p.Name, p => p.Value) : [];
        var others = schema.TryGetProperty("additionalProperties", out var any) ? any : (JsonElement?)null;
        if (schema.TryGetProperty("required", out var required))
        {
            foreach (var missing in required.EnumerateArray().Where(r => !value.TryGetProperty(r.GetString()!, out _))) yield return $"{path} lacks {missing}";
        }

        foreach (var member in value.EnumerateObject())
        {
            if ((properties.TryGetValue(member.Name, out var found) ? found : others) is not { } expected) yield return $"{path}.{member.Name} is not in the schema";
            else foreach (var problem in Problems(member.Value, expected, root, $"{path}.{member.Name}")) yield return problem;
        }
    }

    private static JsonElement Resolve(JsonElement root, string pointer) =>
        pointer.Split('/').Skip(1).Aggregate(root, (at, part) => at.ValueKind == JsonValueKind.Array ? at[int.Parse(part, null)] : at.GetProperty(part));

    private static IEnumerable<string?> Types(JsonElement type) => type.ValueKind == JsonValueKind.Array ? type.EnumerateArray().Select(t => t.GetString()) : [type.GetString()];

    private static string TypeOf(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.True or JsonValueKind.False => "boolean",
        JsonValueKind.Number => "integer",
        _ => value.ValueKind.ToString().ToLowerInvariant(),
    };
}
