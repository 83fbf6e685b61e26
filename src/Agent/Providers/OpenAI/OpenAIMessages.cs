using Microsoft.Extensions.AI;
using Wire = OpenAI.Chat;

namespace Yoi.Agent;

/// <summary>From the common shape of a request to OpenAI's.</summary>
internal static class OpenAIMessages
{
    public static IEnumerable<Wire.ChatMessage> From(IEnumerable<ChatMessage> messages) => messages.SelectMany(From);

    public static Wire.ChatCompletionOptions Options(ChatOptions? options)
    {
        var result = new Wire.ChatCompletionOptions();
        foreach (var tool in options?.Tools?.OfType<AIFunctionDeclaration>() ?? [])
            result.Tools.Add(Wire.ChatTool.CreateFunctionTool(tool.Name, tool.Description, BinaryData.FromString(tool.JsonSchema.GetRawText())));
        if (options?.MaxOutputTokens is { } most) result.MaxOutputTokenCount = most;
        return result;
    }

    private static IEnumerable<Wire.ChatMessage> From(ChatMessage message)
    {
        if (message.Role == ChatRole.Tool)
            return message.Contents.OfType<FunctionResultContent>().Select(r => (Wire.ChatMessage)new Wire.ToolChatMessage(r.CallId, r.Result as string ?? ""));
        if (message.Role == ChatRole.System) return [new Wire.SystemChatMessage(message.Text)];
        if (message.Role == ChatRole.User) return [new Wire.UserChatMessage(message.Text)];
        return [Assistant(message)];
    }

    private static Wire.AssistantChatMessage Assistant(ChatMessage message)
    {
        var calls = message.Contents.OfType<FunctionCallContent>().Select(Call).ToArray();
        if (calls.Length == 0) return new(message.Text);
        var result = new Wire.AssistantChatMessage(calls);
        if (message.Text.Length > 0) result.Content.Add(Wire.ChatMessageContentPart.CreateTextPart(message.Text));
        return result;
    }

    private static Wire.ChatToolCall Call(FunctionCallContent call) =>
        Wire.ChatToolCall.CreateFunctionToolCall(call.CallId, ToolNames.Allowed(call.Name), new BinaryData(ArgumentsJson.Of(call)));
}
