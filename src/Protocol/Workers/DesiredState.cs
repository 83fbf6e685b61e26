using System.Text.Json.Serialization;

namespace Yoi.Protocol;

/// <summary>What a person or the orchestrator wants of a Worker; durable.</summary>
[JsonConverter(typeof(SnakeCaseEnumConverter<DesiredState>))]
public enum DesiredState
{
    /// <summary>Wanted able to take input.</summary>
    Active,

    /// <summary>Ended; kept, readable.</summary>
    Stopped,
}
