using Yoi.Protocol;
using Yoi.Protocol.Browser;

namespace Yoi.Cli;

/// <summary>A transcript for reading: what was said whole, each tool call on a line with how it ended, changes short.</summary>
internal sealed class TextTranscript(ScreenWriter screen) : ITranscriptOutput
{
    private const int MostDiffLines = 12;

    // The first line of a command's result.
    private const string ExitCode = "exit code: ";

    private readonly Dictionary<string, string> _calls = [];
    private string? _message;
    private int _shown;
    private string? _openCall;

    public void Event(TranscriptEvent e)
    {
        switch (e)
        {
            case UserMessageView x:
                Line(Tint.Person, $"> {x.Text.Trim().ReplaceLineEndings("\n> ")}");
                break;
            case AssistantMessageView x:
                Say(x);
                break;
            case ToolCallView x:
                Break();
                _calls[x.CallId] = ToolLine.Of(x);
                screen.Write(Tint.Tool, $"* {_calls[x.CallId]}");
                _openCall = x.CallId;
                break;
            case ToolResultView x:
                Result(x);
                break;
            case NoteView x:
                Line(Tint.Faint, $"- {x.Text.Trim()}");
                break;
            case RunFinishedView { Outcome: not RunOutcome.Completed } x:
                Line(Tint.Bad, $"! run {Snake.Of(x.Outcome)}{(x.Problem is { } problem ? $" ({problem.Code}): {problem.Message}" : "")}");
                break;
            case DesiredStateView x:
                Line(Tint.Faint, $"- {Snake.Of(x.From)} -> {Snake.Of(x.To)}");
                break;
            case ErrorView x:
                Line(Tint.Bad, $"! {x.Problem.Code}: {x.Problem.Message}");
                break;
            case ApprovalResolvedView x:
                Line(Tint.Faint, $"- {(x.Allowed ? "allowed" : "denied")}{(x.Always ? ", always," : "")} by {x.By}");
                break;
        }
    }

    public void Delta(WorkerDeltaFrame delta)
    {
        if (delta.MessageId != _message) Break();
        var from = delta.MessageId == _message ? _shown : 0;
        if (delta.Offset > from || delta.Offset + delta.Text.Length <= from) return;
        screen.Write(Tint.None, delta.Text[(from - delta.Offset)..]);
        (_message, _shown) = (delta.MessageId, delta.Offset + delta.Text.Length);
    }

    public void Break()
    {
        screen.EndLine();
        (_openCall, _message, _shown) = (null, null, 0);
    }

    private void Say(AssistantMessageView message)
    {
        if (message.MessageId != _message) Break();
        if (message.Text.Length > _shown) screen.Write(Tint.None, message.Text[_shown..]);
        Break();
    }

    private void Result(ToolResultView result)
    {
        var call = _calls.GetValueOrDefault(result.CallId, "a call");
        _calls.Remove(result.CallId);
        var (tint, word) = Outcome(result);
        if (_openCall != result.CallId)
        {
            Break();
            screen.Write(Tint.Tool, $"* {call}");
        }

        screen.Write(tint, $"  {word}");
        Break();
        if (result.Status != ToolResultStatus.Ok) Line(Tint.Faint, $"    {FirstLine(result.Text)}");
        else if (result.Text.StartsWith("--- ", StringComparison.Ordinal)) Diff(result.Text);
    }

    /// <summary>How a call ended; of a command that ran, its exit code, unless it is 0.</summary>
    private static (Tint Tint, string Word) Outcome(ToolResultView result)
    {
        if (result.Status != ToolResultStatus.Ok) return (Tint.Bad, Snake.Of(result.Status));
        var first = FirstLine(result.Text);
        return first.StartsWith(ExitCode, StringComparison.Ordinal) && first[ExitCode.Length..] is not "0" and var code ? (Tint.Bad, $"exit {code}") : (Tint.Good, "ok");
    }

    private void Diff(string text)
    {
        string[] lines = [.. text.Split('\n').Skip(2).Where(l => l is ['+' or '-', ..])];
        foreach (var line in lines.Take(MostDiffLines)) Line(line[0] == '+' ? Tint.Good : Tint.Bad, $"    {line}");
        if (lines.Length > MostDiffLines) Line(Tint.Faint, $"    and {lines.Length - MostDiffLines} more lines");
    }

    private void Line(Tint tint, string text)
    {
        Break();
        screen.Write(tint, text);
        Break();
    }

    private static string FirstLine(string text) => text.Trim().Split('\n')[0];
}
