using System.Text.Json;
using System.Text.Json.Serialization;

namespace Yoi.Workspace;

/// <summary>What the control plane's streams hold.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    AllowOutOfOrderMetadataProperties = true,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(AttemptEvent))]
[JsonSerializable(typeof(AttemptHead))]
[JsonSerializable(typeof(HandEvent))]
[JsonSerializable(typeof(SessionOpened))]
[JsonSerializable(typeof(ConnectionEvent))]
internal sealed partial class ControlJson : JsonSerializerContext;
