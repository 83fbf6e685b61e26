using System.Text.Json;
using Yoi.Protocol.Browser;

namespace Yoi.Client;

/// <summary>The browser's types as a reader takes them: what a server leaves out because it is null, or because it is an older one, is no error.</summary>
internal static class ReadingJson
{
    public static BrowserJson Types { get; } = new(new JsonSerializerOptions(BrowserJson.Default.Options) { RespectRequiredConstructorParameters = false, TypeInfoResolver = null });
}
