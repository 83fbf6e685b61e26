using System.Text.Json.Serialization.Metadata;

namespace Yoi.Workspace.Server;

/// <summary>What the OpenAPI document says of a route, and what its query may hold.</summary>
/// <param name="Summary">What it does.</param>
/// <param name="Answer">What it answers as JSON; null where it answers something else.</param>
internal sealed record RouteText(string Summary, JsonTypeInfo? Answer = null)
{
    /// <summary>What it takes.</summary>
    public JsonTypeInfo? Body { get; init; }

    /// <summary>The status of an answer that is no refusal.</summary>
    public int Status { get; init; } = 200;

    /// <summary>The answer's content type; null where it has none.</summary>
    public string? Content { get; init; } = "application/json";

    /// <summary>What may stand in its query; anything else is refused. Null where another program decides what stands there.</summary>
    public IReadOnlyList<QueryText>? Query { get; init; } = [];

    /// <summary>A header it reads, beside Idempotency-Key.</summary>
    public QueryText? Header { get; init; }

    /// <summary>Whether it reads an Idempotency-Key.</summary>
    public bool TakesKey { get; init; }
}

/// <summary>A value of a query or header.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">Its JSON type.</param>
/// <param name="Description">What it is.</param>
internal sealed record QueryText(string Name, string Type, string Description)
{
    /// <summary>How many a page holds.</summary>
    public static QueryText Limit(int most, int usual) => new("limit", "integer", $"At most so many, 1 to {most}; {usual} where it is left out.");

    /// <summary>A page's cursor.</summary>
    public static QueryText After { get; } = new("after", "string", "The next of the page before.");

    /// <summary>The revision an edit was made on.</summary>
    public static QueryText IfMatch { get; } = new("If-Match", "string", "The revision that was seen, in double quotes; another one is refused with 409, which names the one there is now.");
}
