using System.ComponentModel;
using System.Reflection;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Schema;
using System.Text.Json.Serialization;

namespace Yoi.Tests.EndToEnd.Commands;

public sealed class DoctorSchemaTests
{
    private const string Schema = "docs/schemas/ticket-doctor.schema.json";

    [Fact]
    public async Task The_shape_of_the_doctors_json_is_the_one_that_is_documented()
    {
        var shape = Shape().ToJsonString(new(JsonSerializerOptions.Default) { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }) + "\n";
        (await File.ReadAllTextAsync(Path.Combine(Checkout.Root, Schema), TestContext.Current.CancellationToken))
            .ShouldBe(shape, $"{Schema} does not describe what the program prints; where the change is meant and nothing is taken away from programs that read it, write this there:\n{shape}");
    }

    /// <summary>Of the program as it was built: its types are nobody else's.</summary>
    private static JsonNode Shape()
    {
        var program = Assembly.LoadFrom(Path.ChangeExtension(Checkout.Yoi, ".dll"));
        var context = (JsonSerializerContext)program.GetType("Yoi.Cli.DoctorJson", throwOnError: true)!.GetProperty("Default")!.GetValue(null)!;
        var schema = context.Options.GetJsonSchemaAsNode(program.GetType("Yoi.Cli.DoctorOutput", throwOnError: true)!, new() { TreatNullObliviousAsNonNullable = true, TransformSchemaNode = Described });
        schema.AsObject().Insert(0, "$schema", "https://json-schema.org/draft/2020-12/schema");
        return schema;
    }

    private static JsonNode Described(JsonSchemaExporterContext context, JsonNode schema)
    {
        var source = context.PropertyInfo?.AttributeProvider ?? context.TypeInfo.Type;
        if (schema is JsonObject node && source.GetCustomAttributes(typeof(DescriptionAttribute), inherit: false) is [DescriptionAttribute described, ..])
            node.Insert(0, "description", described.Description);
        return schema;
    }
}
