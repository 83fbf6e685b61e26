using System.Text.Json;

namespace Yoi.Client;

/// <summary>A ticket tool as a model is told of it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Description">What it does, for the model.</param>
/// <param name="Parameters">JSON schema of its arguments.</param>
public sealed record TicketTool(string Name, string Description, JsonElement Parameters)
{
    /// <summary>Ends a coder's work.</summary>
    public const string SubmitWork = "submit_work";

    /// <summary>Ends a coder's work that cannot go on.</summary>
    public const string ReportBlocked = "report_blocked";

    /// <summary>Ends a reviewer's work.</summary>
    public const string SubmitReview = "submit_review";

    /// <summary>All of them, by name. Which a Worker may call is its profile's to say and the workspace's to check.</summary>
    public static IReadOnlyDictionary<string, TicketTool> All { get; } = new[]
    {
        new TicketTool(
            SubmitWork,
            "Hand in your work. The host commits everything in the worktree, checks that it stays within the allowed paths, and ends your run. Call it once, when the work is done.",
            Schema("""
                {"type":"object","required":["summary"],"additionalProperties":false,"properties":{
                "summary":{"type":"string","description":"What you changed and why."},
                "validation":{"type":"string","description":"How you checked it."},
                "open_points":{"type":"array","items":{"type":"string"},"description":"What is left open."}}}
                """)),
        new TicketTool(
            ReportBlocked,
            "Say that you cannot go on, because something is missing that only a person can give. Your work is saved, the ticket goes back to planning, and your run ends.",
            Schema("""
                {"type":"object","required":["reason","missing"],"additionalProperties":false,"properties":{
                "reason":{"type":"string","description":"Why you cannot go on."},
                "missing":{"type":"string","description":"What a person has to provide or decide."}}}
                """)),
        new TicketTool(
            SubmitReview,
            "Give your verdict on the change. Ends your run. A blocker or major finding goes with request_changes.",
            Schema("""
                {"type":"object","required":["verdict","summary"],"additionalProperties":false,"properties":{
                "verdict":{"type":"string","enum":["approve","request_changes"]},
                "summary":{"type":"string","description":"Your reasons."},
                "findings":{"type":"array","items":{"type":"object","required":["severity","text"],"additionalProperties":false,"properties":{
                "severity":{"type":"string","enum":["blocker","major","minor","note"]},
                "text":{"type":"string"},
                "path":{"type":"string","description":"The file, from the repository's root."},
                "line":{"type":"integer","minimum":1}}}}}}
                """)),
    }.ToDictionary(t => t.Name, StringComparer.Ordinal);

    private static JsonElement Schema(string json)
    {
        using var document = JsonDocument.Parse(json);
        return document.RootElement.Clone();
    }
}
