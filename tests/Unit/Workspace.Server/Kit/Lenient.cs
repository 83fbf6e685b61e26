using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Yoi.Protocol.Browser;

namespace Yoi.Tests.Unit.Workspace.Server;

/// <summary>The browser's types as a reader takes them: what is null is left out.</summary>
internal static class Lenient
{
    private static readonly JsonSerializerOptions Options = new(BrowserJson.Default.Options) { RespectRequiredConstructorParameters = false };

    public static JsonTypeInfo<T> Of<T>(JsonTypeInfo<T> type) => (JsonTypeInfo<T>)Options.GetTypeInfo(type.Type);
}
