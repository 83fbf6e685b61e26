using System.Text.Json;

namespace Yoi.Tests.EndToEnd;

/// <summary>Recorded answers for the test repository's ticket.</summary>
internal static class Words
{
    /// <summary>What a straight ticket's thread holds, in order.</summary>
    public static readonly string[] StraightThread =
    [
        "create", "intake_summary", "state_changed ready", "state_changed queued", "decision", "plan_recorded", "decision", "state_changed inprogress",
        "implementation_report kickoff", "implementation_report submit", "review approve", "implementation_report merge", "state_changed done",
        "implementation_report clean", "state_changed closed", "close",
    ];

    public static object Coder(int turn, string text, string tool, object arguments, int delayMs = 0) =>
        new { model = "coder-model", turn, text, tool_calls = new[] { new { name = tool, arguments } }, usage = new { input = 10, output = 5 }, delay_ms = delayMs };

    public static object Reviewer(int turn, string text, string tool, object arguments) =>
        new { model = "reviewer-model", turn, text, tool_calls = new[] { new { name = tool, arguments } }, usage = new { input = 7, output = 3 } };

    /// <summary>The same answer, for one ticket only.</summary>
    public static object For(string ticket, object answer)
    {
        var entry = JsonSerializer.SerializeToNode(answer)!;
        entry["ticket"] = ticket;
        return entry;
    }

    public static object Write(int turn, string path = "greeting.txt", string content = "hello, world\n", int delayMs = 0) =>
        Coder(turn, "I write it.", "write", new { path, content }, delayMs);

    /// <summary>A command line, which a Worker made by hand asks for.</summary>
    public static object Shell(int turn, string command) => Coder(turn, "I run it.", "shell", new { command });

    /// <summary>Words that end a run.</summary>
    public static object Say(int turn, string text, int delayMs = 0) =>
        new { model = "coder-model", turn, text, tool_calls = Array.Empty<object>(), usage = new { input = 4, output = 2 }, delay_ms = delayMs };

    public static object Submit(int turn) => Coder(turn, "Done.", "submit_work", new { summary = "The greeting greets the world." });

    public static object Approve() => Reviewer(0, "Good.", "submit_review", new { verdict = "approve", summary = "As asked." });
}
