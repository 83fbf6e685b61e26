using System.Text.Json.Nodes;
using System.Text.Json.Schema;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Yoi.Protocol;
using Yoi.Protocol.Browser;

namespace Yoi.Workspace.Server;

/// <summary>Schemas of the browser's types, each once, by the names of the types.</summary>
internal sealed class BrowserSchemas
{
    private readonly SortedDictionary<string, JsonNode?> _schemas = new(StringComparer.Ordinal);
    private readonly Queue<Type> _asked = new();

    /// <summary>A reference to a type's schema.</summary>
    public JsonNode Reference(JsonTypeInfo type) => Reference(type.Type);

    /// <summary>All schemas that were referred to, by now or by each other.</summary>
    public JsonObject All()
    {
        while (_asked.TryDequeue(out var type))
        {
            var options = new JsonSchemaExporterOptions { TreatNullObliviousAsNonNullable = true, TransformSchemaNode = (context, node) => Shorten(context, WithoutNulls(context, node)) };
            _schemas[NameOf(type)] = BrowserJson.Default.GetTypeInfo(type)!.GetJsonSchemaAsNode(options);
        }

        return new(_schemas.Select(schema => KeyValuePair.Create(schema.Key, schema.Value)));
    }

    private JsonObject Reference(Type type)
    {
        if (_schemas.TryAdd(NameOf(type), null)) _asked.Enqueue(type);
        return new() { ["$ref"] = $"#/components/schemas/{NameOf(type)}" };
    }

    private JsonNode Shorten(JsonSchemaExporterContext context, JsonNode node)
    {
        var type = context.TypeInfo.Type;
        var plain = Nullable.GetUnderlyingType(type) ?? type;
        var isNullable = plain != type || context.PropertyInfo is { IsGetNullable: true };
        if (IsId(plain)) return new JsonObject { ["type"] = isNullable ? new JsonArray("string", "null") : "string" };
        // The root itself, and the cases of a closed set, which carry their word beside the type's own members, stay whole.
        if (context.Path.IsEmpty || context.BaseTypeInfo is not null || plain.Assembly != typeof(BrowserJson).Assembly || plain.IsEnum) return node;
        return isNullable ? new JsonObject { ["anyOf"] = new JsonArray(Reference(plain), new JsonObject { ["type"] = "null" }) } : Reference(plain);
    }

    /// <summary>What may be null is left out where it is, unless its type says that it never is.</summary>
    private static JsonNode WithoutNulls(JsonSchemaExporterContext context, JsonNode node)
    {
        if (node is not JsonObject whole || whole["required"] is not JsonArray required) return node;
        foreach (var property in context.TypeInfo.Properties.Where(p => p.IsGetNullable && !IsAlwaysThere(p)))
        {
            if (required.FirstOrDefault(name => name?.GetValue<string>() == property.Name) is { } found) required.Remove(found);
        }

        if (required.Count == 0) whole.Remove("required");
        return node;
    }

    private static bool IsAlwaysThere(JsonPropertyInfo property) =>
        property.AttributeProvider?.GetCustomAttributes(typeof(JsonIgnoreAttribute), inherit: false) is [JsonIgnoreAttribute { Condition: JsonIgnoreCondition.Never }];

    private static bool IsId(Type type) =>
        type.GetCustomAttributes(typeof(JsonConverterAttribute), inherit: false) is [JsonConverterAttribute { ConverterType: { IsGenericType: true } converter }]
        && converter.GetGenericTypeDefinition() == typeof(IdConverter<>);

    private static string NameOf(Type type) => type.Name;
}
