using System.Text.Json.Serialization;

namespace Yoi.Protocol;

/// <summary>Where a runtime's Workers live.</summary>
[JsonConverter(typeof(SnakeCaseEnumConverter<RuntimeKind>))]
public enum RuntimeKind
{
    /// <summary>In the workspace server's own process.</summary>
    Embedded,

    /// <summary>In another process, reached over HTTP.</summary>
    Remote,

    /// <summary>In an older program's records, shown and not reached.</summary>
    Compatibility,
}
