using System.Text.Json.Serialization.Metadata;

namespace Yoi.Runtime.Server;

/// <summary>What the OpenAPI document says of a route.</summary>
/// <param name="Summary">What it does.</param>
/// <param name="Answer">What it answers; null for plain text.</param>
internal sealed record RouteText(string Summary, JsonTypeInfo? Answer = null)
{
    /// <summary>What it takes.</summary>
    public JsonTypeInfo? Body { get; init; }

    /// <summary>The status of an answer that is no refusal.</summary>
    public int Status { get; init; } = 200;

    /// <summary>The answer's content type.</summary>
    public string Content { get; init; } = "application/json";

    /// <summary>What may stand in its query.</summary>
    public IReadOnlyList<QueryText> Query { get; init; } = [];

    /// <summary>A header it reads.</summary>
    public QueryText? Header { get; init; }
}

/// <summary>A value of a query or header.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">Its JSON type.</param>
/// <param name="Description">What it is.</param>
internal sealed record QueryText(string Name, string Type, string Description);
