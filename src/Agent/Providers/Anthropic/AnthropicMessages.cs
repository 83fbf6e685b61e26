using Microsoft.Extensions.AI;

namespace Yoi.Agent;

/// <summary>Makes of a request what the Messages API takes: no empty texts, the results of one answer's calls together, names it allows.</summary>
internal static class AnthropicMessages
{
    public static IEnumerable<ChatMessage> From(IEnumerable<ChatMessage> messages)
    {
        var results = new List<AIContent>();
        foreach (var message in messages)
        {
            if (message.Role == ChatRole.Tool)
            {
                results.AddRange(message.Contents);
                continue;
            }

            if (results.Count > 0) yield return new(ChatRole.Tool, [.. results]);
            results.Clear();
            if (message.Role != ChatRole.Assistant) yield return message;
            else if (message.Contents.Select(Content).OfType<AIContent>().ToList() is { Count: > 0 } contents) yield return new(ChatRole.Assistant, contents);
        }

        if (results.Count > 0) yield return new(ChatRole.Tool, results);
    }

    private static AIContent? Content(AIContent content) => content switch
    {
        TextContent text when string.IsNullOrWhiteSpace(text.Text) => null,
        FunctionCallContent call => new FunctionCallContent(call.CallId, ToolNames.Allowed(call.Name), call.Arguments),
        _ => content,
    };
}
