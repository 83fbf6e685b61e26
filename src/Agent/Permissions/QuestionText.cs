using Yoi.Protocol;

namespace Yoi.Agent;

/// <summary>What people and models are told about questions.</summary>
internal static class QuestionText
{
    private const int Most = 2_000;

    /// <summary>What a call would do: the command line, the path, or else its arguments; cut where it is long.</summary>
    public static string Of(ToolCall call)
    {
        var arguments = new ToolArguments(call.Arguments);
        var text = call.Name == ShellTool.Name && arguments.TryText("command", out var command, out _) ? command
            : arguments.TryText("path", out var path, out _) ? path
            : call.Arguments.GetRawText();
        if (text.Length <= Most) return text;
        var kept = char.IsHighSurrogate(text[Most - 1]) ? Most - 1 : Most;
        return $"{text[..kept]}… [{text.Length - kept} more characters]";
    }

    /// <summary>What the model reads in place of a result.</summary>
    public static string Denial(ApprovalResolved answer) => answer.By == "deadline"
        ? "Nobody allowed this call in time, so it was not run. Go on without it, or say what you would need it for."
        : "A person did not allow this call, so it was not run. Do not try to reach the same by another way; go on without it, or say what you would need it for.";
}
