using System.Text.Json.Serialization;

namespace Yoi.Protocol;

/// <summary>What a person or the orchestrator wants of a Worker; durable.</summary>
[JsonConverter(typeof(SnakeCaseEnumConverter<DesiredState>))]
public enum DesiredState
{
    /// <summary>Wanted able to take input.</summary>
    Active,

    /// <summary>Ended until it is restored; kept, readable.</summary>
    Stopped,

    /// <summary>Ended for good; kept, readable, until it is deleted.</summary>
    Cancelled,

    /// <summary>Gone from every list; its history is kept until the store's retention lets go of it.</summary>
    Deleted,
}
