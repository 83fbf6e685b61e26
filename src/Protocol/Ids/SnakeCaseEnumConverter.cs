using System.Text.Json;
using System.Text.Json.Serialization;

namespace Yoi.Protocol;

/// <summary>Writes an enum member as lower snake case text; numbers are refused on reading.</summary>
public sealed class SnakeCaseEnumConverter<T>() : JsonStringEnumConverter<T>(JsonNamingPolicy.SnakeCaseLower, allowIntegerValues: false)
    where T : struct, Enum;
