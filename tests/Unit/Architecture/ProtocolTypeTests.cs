using System.Text.Json;
using System.Text.Json.Serialization;
using Yoi.Protocol;
using Yoi.Protocol.Browser;

namespace Yoi.Tests.Unit.Architecture;

public sealed class ProtocolTypeTests
{
    private static readonly Type[] Types = [.. typeof(Fault).Assembly.GetExportedTypes()];

    [Fact]
    public void Every_class_is_sealed_or_abstract() =>
        Types.Where(t => t.IsClass && !t.IsSealed && !t.IsAbstract).Select(t => t.FullName)
            .ShouldBeEmpty("Make these types of Yoi.Protocol sealed, or abstract with their cases listed.");

    [Fact]
    public void Everything_that_is_data_can_be_written_in_the_context_it_belongs_to()
    {
        foreach (var type in Types.Where(IsData))
        {
            var isBrowsers = type.Namespace == typeof(BrowserJson).Namespace;
            var isReachable = BrowserJson.Default.GetTypeInfo(type) is not null || (!isBrowsers && WireJson.Default.GetTypeInfo(type) is not null);
            isReachable.ShouldBeTrue(
                $"{type.FullName} is reachable from no root of {(isBrowsers ? nameof(BrowserJson) : $"{nameof(WireJson)} or {nameof(BrowserJson)}")}: "
                + "add [JsonSerializable(typeof(…))] there, use it in a type that is, or remove it.");
        }
    }

    [Fact]
    public void Every_case_of_a_closed_set_is_listed_with_a_word_of_its_own()
    {
        foreach (var set in Types.Where(t => t.IsAbstract && t.GetCustomAttributes(typeof(JsonPolymorphicAttribute), inherit: false).Length > 0))
        {
            var listed = set.GetCustomAttributes(typeof(JsonDerivedTypeAttribute), inherit: false).Cast<JsonDerivedTypeAttribute>().ToList();
            listed.Select(l => l.DerivedType).ShouldBe(Types.Where(t => t.BaseType == set), ignoreOrder: true, $"[JsonDerivedType] on {set.Name} must list exactly its cases.");
            listed.Select(l => l.TypeDiscriminator).ShouldBeUnique($"Two cases of {set.Name} have the same word.");
        }
    }

    // What is null is left out when it is written; were it asked for, the history that holds it could not be read again.
    [Fact]
    public void Nothing_that_may_be_null_is_asked_for_when_it_is_read()
    {
        var asked =
            from type in Types.Where(t => IsData(t) && t.Namespace != typeof(BrowserJson).Namespace)
            from property in WireJson.Default.GetTypeInfo(type)?.Properties ?? []
            where property.IsRequired && !IsAlwaysWritten(type, property.Name) && (property.IsGetNullable || Nullable.GetUnderlyingType(property.PropertyType) is not null)
            select $"{type.Name}.{property.Name}";
        asked.ShouldBeEmpty("Give these the default null, behind what has none.");

        static bool IsAlwaysWritten(Type type, string name) => type.GetProperties()
            .Where(p => JsonNamingPolicy.SnakeCaseLower.ConvertName(p.Name) == name)
            .Any(p => p.GetCustomAttributes(typeof(JsonIgnoreAttribute), inherit: false).Cast<JsonIgnoreAttribute>().Any(a => a.Condition == JsonIgnoreCondition.Never));
    }

    [Fact]
    public void Fault_codes_are_lower_snake_case_and_unique()
    {
        var codes = typeof(FaultCodes).GetFields().Select(f => (string)f.GetValue(null)!).ToList();
        codes.ShouldAllBe(code => code.All(c => char.IsAsciiLetterLower(c) || c == '_'));
        codes.ShouldBeUnique();
    }

    /// <summary>Contexts, converters, constants and generic carriers are not data; an id or enum with a converter of its own is written by whoever uses it.</summary>
    private static bool IsData(Type type) =>
        !type.IsGenericTypeDefinition && !(type.IsAbstract && type.IsSealed) && !typeof(JsonSerializerContext).IsAssignableFrom(type)
        && !typeof(JsonConverter).IsAssignableFrom(type) && !typeof(Delegate).IsAssignableFrom(type) && !type.IsInterface
        && !(type.IsValueType && type.GetCustomAttributes(typeof(JsonConverterAttribute), inherit: false).Length > 0);
}
