using System.Reflection;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Schema;
using System.Text.Json.Serialization.Metadata;
using System.Xml.Linq;
using Yoi.Protocol;

namespace Yoi.Tests.Unit.Cli;

/// <summary>JSON schemas of what commands print, with the comments of the types as descriptions.</summary>
internal static class SchemaText
{
    private const string Dialect = "https://json-schema.org/draft/2020-12/schema";

    private static readonly Dictionary<string, XElement> Comments = Directory.GetFiles(AppContext.BaseDirectory, "Yoi.*.xml")
        .SelectMany(file => XElement.Load(file).Descendants("member")).GroupBy(m => m.Attribute("name")!.Value).ToDictionary(m => m.Key, m => m.First());

    private static readonly JsonSerializerOptions Pretty = new() { WriteIndented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Of(JsonTypeInfo type)
    {
        var schema = type.GetJsonSchemaAsNode(new() { TreatNullObliviousAsNonNullable = true, TransformSchemaNode = Describe }).AsObject();
        schema.Insert(0, "$schema", Dialect);
        return schema.ToJsonString(Pretty) + "\n";
    }

    private static JsonObject Describe(JsonSchemaExporterContext context, JsonNode node)
    {
        if (node is not JsonObject schema) schema = [];
        var type = context.TypeInfo.Type;
        var inner = Nullable.GetUnderlyingType(type) ?? type;
        if (inner == typeof(TicketId)) Text(schema, type, "pattern", "^[0-9A-HJKMNP-TV-Z]{13}$");
        if (inner == typeof(DateTimeOffset)) Text(schema, type, "format", "date-time");
        if (inner == typeof(OperationId)) Text(schema, type, "format", "uuid");
        var comment = context.PropertyInfo?.AttributeProvider is PropertyInfo property ? CommentOf(property) : context.Path.Length == 0 ? Summary($"T:{type.FullName}") : null;
        if (comment is not null) schema.Insert(0, "description", comment);
        return schema;
    }

    private static void Text(JsonObject schema, Type type, string key, string value)
    {
        schema["type"] = Nullable.GetUnderlyingType(type) is null ? "string" : new JsonArray("string", "null");
        schema[key] = value;
    }

    /// <summary>A property's own comment, or that of the constructor's parameter it came from.</summary>
    private static string? CommentOf(PropertyInfo property)
    {
        var owner = property.DeclaringType!;
        if (Summary($"P:{owner.FullName}.{property.Name}") is { } own) return own;
        var parameters = Comments.Where(c => c.Key == $"T:{owner.FullName}" || c.Key.StartsWith($"M:{owner.FullName}.#ctor", StringComparison.Ordinal)).SelectMany(c => c.Value.Elements("param"));
        return parameters.FirstOrDefault(p => p.Attribute("name")!.Value == property.Name) is { } found ? Words(found) : null;
    }

    private static string? Summary(string member) => Comments.TryGetValue(member, out var found) && found.Element("summary") is { } summary ? Words(summary) : null;

    private static string Words(XElement comment)
    {
        foreach (var named in comment.Descendants().Where(e => e.Attribute("cref") is not null).ToList()) named.ReplaceWith(new XText($"`{JsonNamingPolicy.SnakeCaseLower.ConvertName(named.Attribute("cref")!.Value.Split('.', ':')[^1])}`"));
        foreach (var code in comment.Descendants("c").ToList()) code.ReplaceWith(new XText($"`{code.Value}`"));
        return string.Join(' ', comment.Value.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
    }
}
