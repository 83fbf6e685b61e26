using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Yoi.Cli;
using Yoi.Tests.Unit.Architecture;

namespace Yoi.Tests.Unit.Cli;

/// <summary>What ticket and objective commands print with <c>--json</c> is held as schemas in docs/schemas; a change of shape is a change of those, seen and accepted by a person.</summary>
public sealed class SchemaTests
{
    private const string Folder = "docs/schemas";
    private const string Accept = "YOI_ACCEPT";

    private static readonly JsonSerializerContext[] Contexts = [TicketJson.Default, TicketQueryJson.Default, DoctorJson.Default];

    public static TheoryData<string> Shapes => [.. Roots().Select(root => FileOf(root.Type))];

    [Theory]
    [MemberData(nameof(Shapes))]
    public void The_shape_is_the_one_that_was_accepted(string file)
    {
        var path = Path.Combine(Repository.Root, Folder, file);
        var now = SchemaText.Of(Roots().Single(root => FileOf(root.Type) == file));
        if (Environment.GetEnvironmentVariable(Accept) == "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, now);
        }

        (File.Exists(path) ? File.ReadAllText(path) : "").ShouldBe(
            now, $"What commands print as JSON changed. Programs of others read it: add members, and neither rename nor remove any. To accept it, run this test with {Accept}=1 and commit {Folder}/{file}.");
    }

    [Fact]
    public void Every_accepted_shape_is_printed_by_a_command() =>
        Repository.Files(Folder).Select(f => Path.GetFileName(f)).Except(Roots().Select(root => FileOf(root.Type))).ShouldBeEmpty($"Remove these from {Folder}; nothing prints them.");

    [Fact]
    public void Every_member_says_what_it_is() => Roots().SelectMany(root => Undescribed(JsonDocument.Parse(SchemaText.Of(root)).RootElement, FileOf(root.Type)))
        .ShouldBeEmpty("Give these a comment: it is their documentation in the schema.");

    private static IEnumerable<string> Undescribed(JsonElement schema, string path)
    {
        if (schema.ValueKind != JsonValueKind.Object) yield break;
        if (schema.TryGetProperty("properties", out var properties))
        {
            foreach (var property in properties.EnumerateObject())
            {
                if (!property.Value.TryGetProperty("description", out _)) yield return $"{path}.{property.Name}";
                foreach (var below in Undescribed(property.Value, $"{path}.{property.Name}")) yield return below;
            }
        }

        if (schema.TryGetProperty("items", out var items))
        {
            foreach (var below in Undescribed(items, $"{path}[]")) yield return below;
        }
    }

    private static IEnumerable<JsonTypeInfo> Roots() =>
        from context in Contexts
        from root in context.GetType().GetCustomAttributesData()
        where root.AttributeType == typeof(JsonSerializableAttribute)
        select context.GetTypeInfo((Type)root.ConstructorArguments[0].Value!);

    /// <summary>TicketShowJson → ticket-show.json.</summary>
    private static string FileOf(Type type) => $"{JsonNamingPolicy.KebabCaseLower.ConvertName(type.Name[..^"Json".Length])}.json";
}
