using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Yoi.Protocol.Browser;

namespace Yoi.Client;

/// <summary>
/// The browser's types as a reader takes them: what a server leaves out because it is null, or because it is an older one, is no error. What a type says is always there must be,
/// so that no caller meets a null where there can be none.
/// </summary>
internal static class ReadingJson
{
    private static readonly JsonSerializerOptions Options = new(BrowserJson.Default.Options)
    {
        RespectRequiredConstructorParameters = false,
        TypeInfoResolver = BrowserJson.Default.WithAddedModifier(Require),
    };

    public static JsonTypeInfo<T> Of<T>(JsonTypeInfo<T> type) => (JsonTypeInfo<T>)Options.GetTypeInfo(type.Type);

    private static void Require(JsonTypeInfo type)
    {
        foreach (var property in type.Properties)
            if (property.AssociatedParameter is { HasDefaultValue: false, IsNullable: false } parameter && !parameter.ParameterType.IsValueType) property.IsRequired = true;
    }
}
