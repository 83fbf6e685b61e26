using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http;
using Yoi.Protocol.Browser;

namespace Yoi.Workspace.Server;

/// <summary>The OpenAPI document of the routes that are described, made from their table and from the browser's types.</summary>
internal static partial class OpenApiDocument
{
    private const string ProblemContent = "application/problem+json";

    private static readonly QueryText Key = new("Idempotency-Key", "string", "1 to 128 visible ASCII characters: the same call again under it is done once, another body under it is refused with 409.");
    private static readonly JsonSerializerOptions Pretty = new() { WriteIndented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static byte[] Write(IReadOnlyList<BoundRoute> routes)
    {
        var schemas = new BrowserSchemas();
        var paths = new JsonObject();
        foreach (var path in routes.Where(bound => bound.Text is not null).GroupBy(bound => bound.Route.Path))
        {
            var operations = new JsonObject();
            foreach (var bound in path) operations.Add(bound.Route.Method.ToLowerInvariant(), Operation(bound.Route, bound.Text!, schemas));
            paths.Add(path.Key.Replace("{**", "{", StringComparison.Ordinal), operations);
        }

        var document = new JsonObject
        {
            ["openapi"] = "3.1.1",
            ["info"] = new JsonObject { ["title"] = "Yoi workspace", ["version"] = "1", ["description"] = "A workspace's tickets, Workers and records, for pages and for programs that have an API token." },
            ["paths"] = paths,
            ["components"] = new JsonObject
            {
                ["schemas"] = schemas.All(),
                ["securitySchemes"] = new JsonObject { ["token"] = new JsonObject { ["type"] = "http", ["scheme"] = "bearer" } },
            },
        };
        return [.. JsonSerializer.SerializeToUtf8Bytes(document, Pretty), (byte)'\n'];
    }

    public static async Task AnswerAsync(HttpContext context, byte[] document)
    {
        context.Response.ContentType = "application/json; charset=utf-8";
        context.Response.ContentLength = document.Length;
        await context.Response.Body.WriteAsync(document, context.RequestAborted);
    }

    private static JsonObject Operation(Route route, RouteText text, BrowserSchemas schemas)
    {
        var operation = new JsonObject { ["summary"] = text.Summary };
        var parameters = new JsonArray([
            .. PathParts().Matches(route.Path).Select(part => Parameter("path", new(part.Groups[1].Value, "string", ""), isRequired: true)),
            .. (text.Query ?? []).Select(query => Parameter("query", query)),
            .. text.Header is { } header ? [Parameter("header", header)] : Array.Empty<JsonNode>(),
            .. text.TakesKey ? [Parameter("header", Key)] : Array.Empty<JsonNode>(),
        ]);
        if (parameters.Count > 0) operation["parameters"] = parameters;
        if (text.Body is { } body) operation["requestBody"] = new JsonObject { ["required"] = true, ["content"] = Content("application/json", schemas.Reference(body)) };
        operation["responses"] = new JsonObject
        {
            [$"{text.Status}"] = Response(text, schemas),
            ["default"] = new JsonObject { ["description"] = "A refusal, with its code.", ["content"] = Content(ProblemContent, schemas.Reference(BrowserJson.Default.ProblemView)) },
        };
        operation["x-permission"] = JsonNamingPolicy.SnakeCaseLower.ConvertName($"{route.Permission}");
        operation["security"] = route.Permission is Permission.None or Permission.Link or Permission.Socket ? [] : new JsonArray(new JsonObject { ["token"] = new JsonArray() });
        return operation;
    }

    private static JsonObject Response(RouteText text, BrowserSchemas schemas)
    {
        var response = new JsonObject { ["description"] = text.Summary };
        var schema = text.Answer is { } answer ? schemas.Reference(answer) : text.Content == "application/json" ? new JsonObject() : new JsonObject { ["type"] = "string" };
        if (text.Content is { } content) response["content"] = Content(content, schema);
        return response;
    }

    private static JsonObject Content(string type, JsonNode schema) => new() { [type] = new JsonObject { ["schema"] = schema } };

    private static JsonObject Parameter(string place, QueryText text, bool isRequired = false)
    {
        var parameter = new JsonObject { ["name"] = text.Name, ["in"] = place, ["required"] = isRequired, ["schema"] = new JsonObject { ["type"] = text.Type } };
        if (text.Description.Length > 0) parameter["description"] = text.Description;
        return parameter;
    }

    [GeneratedRegex(@"\{(?:\*\*)?(\w+)\}")]
    private static partial Regex PathParts();
}
