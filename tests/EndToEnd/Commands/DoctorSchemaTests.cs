using System.Reflection;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Schema;
using System.Text.Json.Serialization;
using System.Xml.Linq;

namespace Yoi.Tests.EndToEnd.Commands;

public sealed class DoctorSchemaTests
{
    private const string Schema = "docs/schemas/ticket-doctor.json";

    private static readonly JsonSerializerOptions Pretty = new() { WriteIndented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    [Fact]
    public async Task The_shape_of_the_doctors_json_is_the_one_that_is_documented()
    {
        var shape = Shape() + "\n";
        (await File.ReadAllTextAsync(Path.Combine(Checkout.Root, Schema), TestContext.Current.CancellationToken))
            .ShouldBe(shape, $"{Schema} does not describe what the program prints; where the change is meant and nothing is taken away from programs that read it, write this there:\n{shape}");
    }

    /// <summary>Of the program as it was built, whose types are nobody else's, with its comments as descriptions.</summary>
    private static string Shape()
    {
        var file = Path.ChangeExtension(Checkout.Yoi, ".dll");
        var program = Assembly.LoadFrom(file);
        var comments = XElement.Load(Path.ChangeExtension(file, ".xml")).Descendants("member").ToDictionary(m => m.Attribute("name")!.Value, m => m.Element("summary"));
        var context = (JsonSerializerContext)program.GetType("Yoi.Cli.DoctorJson", throwOnError: true)!.GetProperty("Default")!.GetValue(null)!;
        var schema = context.Options.GetJsonSchemaAsNode(
            program.GetType("Yoi.Cli.TicketDoctorJson", throwOnError: true)!, new() { TreatNullObliviousAsNonNullable = true, TransformSchemaNode = Described });
        schema.AsObject().Insert(0, "$schema", "https://json-schema.org/draft/2020-12/schema");
        return schema.ToJsonString(Pretty);

        JsonObject Described(JsonSchemaExporterContext at, JsonNode node)
        {
            if (node is not JsonObject described) described = [];
            if (at.TypeInfo.Type.ToString().Contains("TicketId", StringComparison.Ordinal))
            {
                described["type"] = new JsonArray("string", "null");
                described["pattern"] = "^[0-9A-HJKMNP-TV-Z]{13}$";
            }

            var name = at.PropertyInfo?.AttributeProvider is PropertyInfo property ? $"P:{property.DeclaringType!.FullName}.{property.Name}" : at.Path.Length == 0 ? $"T:{at.TypeInfo.Type.FullName}" : "";
            if (comments.GetValueOrDefault(name) is { } comment) described.Insert(0, "description", Words(comment));
            return described;
        }
    }

    private static string Words(XElement comment)
    {
        foreach (var code in comment.Elements("c").ToList()) code.ReplaceWith(new XText($"`{code.Value}`"));
        return string.Join(' ', comment.Value.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
    }
}
