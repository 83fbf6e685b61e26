using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http;
using Yoi.Protocol;

namespace Yoi.Runtime.Server;

/// <summary>The OpenAPI document of the routes, made from their table and from the types of the wire.</summary>
internal static partial class OpenApiDocument
{
    private const string ProblemContent = "application/problem+json";

    private static readonly JsonSerializerOptions Pretty = new() { WriteIndented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static byte[] Write(IReadOnlyList<BoundRoute> routes)
    {
        var schemas = new WireSchemas();
        var paths = new JsonObject();
        foreach (var path in routes.GroupBy(bound => bound.Route.Path))
        {
            var operations = new JsonObject();
            foreach (var bound in path) operations.Add(bound.Route.Method.ToLowerInvariant(), Operation(bound, schemas));
            paths.Add(path.Key, operations);
        }

        var document = new JsonObject
        {
            ["openapi"] = "3.1.1",
            ["info"] = new JsonObject { ["title"] = "Yoi runtime", ["version"] = "1", ["description"] = "The Workers of one runtime, for programs that have a token of a workspace." },
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

    private static JsonObject Operation(BoundRoute bound, WireSchemas schemas)
    {
        var (route, text) = (bound.Route, bound.Text);
        var operation = new JsonObject { ["summary"] = text.Summary };
        var parameters = new JsonArray([
            .. PathParts().Matches(route.Path).Select(part => Parameter("path", new(part.Groups[1].Value, "string", ""), isRequired: true)),
            .. text.Query.Select(query => Parameter("query", query)),
            .. text.Header is { } header ? [Parameter("header", header)] : Array.Empty<JsonNode>(),
        ]);
        if (parameters.Count > 0) operation["parameters"] = parameters;
        if (text.Body is { } body) operation["requestBody"] = new JsonObject { ["required"] = true, ["content"] = Content("application/json", schemas.Reference(body)) };
        operation["responses"] = new JsonObject
        {
            [$"{text.Status}"] = Response(text, schemas),
            ["default"] = new JsonObject { ["description"] = "A refusal, with its code.", ["content"] = Content(ProblemContent, schemas.Reference(WireJson.Default.RuntimeProblem)) },
        };
        operation["x-permission"] = JsonNamingPolicy.SnakeCaseLower.ConvertName($"{route.Permission}");
        operation["security"] = route.Permission == Permission.None ? [] : new JsonArray(new JsonObject { ["token"] = new JsonArray() });
        return operation;
    }

    private static JsonObject Response(RouteText text, WireSchemas schemas)
    {
        var schema = text.Answer is { } answer ? schemas.Reference(answer) : text.Content == "text/plain" ? new JsonObject { ["type"] = "string" } : new JsonObject();
        return new() { ["description"] = text.Summary, ["content"] = Content(text.Content, schema) };
    }

    private static JsonObject Content(string type, JsonNode schema) => new() { [type] = new JsonObject { ["schema"] = schema } };

    private static JsonObject Parameter(string place, QueryText text, bool isRequired = false)
    {
        var parameter = new JsonObject { ["name"] = text.Name, ["in"] = place, ["required"] = isRequired, ["schema"] = new JsonObject { ["type"] = text.Type } };
        if (text.Description.Length > 0) parameter["description"] = text.Description;
        return parameter;
    }

    [GeneratedRegex(@"\{(\w+)\}")]
    private static partial Regex PathParts();
}
