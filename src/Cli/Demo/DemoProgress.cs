using System.Diagnostics;

namespace Yoi.Cli;

/// <summary>What the demo tells while it runs.</summary>
internal sealed class DemoProgress
{
    private readonly long _start = Stopwatch.GetTimestamp();

    public TimeSpan Elapsed => Stopwatch.GetElapsedTime(_start);

    public static void Title(DemoState state)
    {
        Console.WriteLine("Yoi demo: three queued tickets become reviewed, checked, merged, closed changes.");
        Console.WriteLine(state.Model is null
            ? "The model's words are recorded. Everything else is real: repository, sandbox, commands, commits, reviews, merges, signatures."
            : "Everything is real, the model too.");
        foreach (var story in DemoStory.Tickets) Console.WriteLine($"  {story.Label,-6} {story.Title}{(state.Model is null ? $" ({story.Twist})" : "")}");
        Console.WriteLine();
    }

    public static void Say(string what, string text) => Console.WriteLine($"  {what,-11} {text}");

    public void Step(string text) => Console.WriteLine($"  {Elapsed.TotalSeconds,9:0.0} s         {text}");

    public void Step(string label, string text) => Console.WriteLine($"  {Elapsed.TotalSeconds,9:0.0} s  {label,-6} {text}");

    /// <summary>A step in words.</summary>
    public static string Words(string step) => step switch
    {
        "route" => "route: reads the ticket and decides by rules",
        "accept" => "accept: plan and packet go on the record",
        "worktree" => "worktree: a branch of its own for the coder",
        "code" => "code: the coder works in its sandbox",
        "check" => "check: the host runs the tests on a fresh checkout",
        "review" => "review: another Worker reads the change",
        "integrate" => "integrate: merge, tests on the merged tree",
        "done" => "done: derived from the signed receipts",
        "clean" => "clean: Workers stop, the worktree goes",
        "close" => "waits for a person to close it",
        "closed" => "closed",
        _ => step,
    };
}
