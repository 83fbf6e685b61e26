using System.Text.Json.Serialization;

namespace Yoi.Journal.Files;

/// <summary>The first line of the catalog.</summary>
internal sealed record CatalogHead(int Schema, Guid Store, int LogFrom, IReadOnlyList<int> Kept, int Streams);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, RespectRequiredConstructorParameters = true, RespectNullableAnnotations = true)]
[JsonSerializable(typeof(CatalogHead))]
internal sealed partial class CatalogJson : JsonSerializerContext;
