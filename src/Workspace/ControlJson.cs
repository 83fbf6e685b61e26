using System.Text.Json;
using System.Text.Json.Serialization;
using Yoi.Protocol.Browser;

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
[JsonSerializable(typeof(ConnectionEvent))]
[JsonSerializable(typeof(CredentialRecord))]
[JsonSerializable(typeof(CredentialRecord[]))]
[JsonSerializable(typeof(AccountRecord))]
[JsonSerializable(typeof(AccountRecord[]))]
[JsonSerializable(typeof(AuditEntry))]
[JsonSerializable(typeof(KeyRecord))]
[JsonSerializable(typeof(KeyRecord[]))]
internal sealed partial class ControlJson : JsonSerializerContext;
