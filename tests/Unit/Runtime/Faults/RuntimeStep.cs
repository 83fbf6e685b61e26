using static Yoi.Tests.Unit.Runtime.Faults.RuntimeStage;

namespace Yoi.Tests.Unit.Runtime.Faults;

/// <summary>One thing that is done to a runtime and acknowledged. A further one is one line of <see cref="Life"/>.</summary>
/// <param name="Name">What a failure calls it.</param>
/// <param name="Act">Does it, also for the second time.</param>
/// <param name="Repeats">Whether it adds nothing whenever it is done again: a create or an input.</param>
internal sealed record RuntimeStep(string Name, Func<RuntimeStage, Task> Act, bool Repeats = false)
{
    /// <summary>All that a runtime can do, and all that its journal does behind it.</summary>
    public static IReadOnlyList<RuntimeStep> Life { get; } =
    [
        new("open", s => s.OpenAsync()),
        new("create ada", s => s.CreateAsync(Ada), Repeats: true),
        new("create bob", s => s.CreateAsync(Bob), Repeats: true),
        new("input", s => s.SendAsync(Ada, "one", "ada 1"), Repeats: true),
        new("stop", s => s.StopAsync(Bob)),
        new("stop again", s => s.StopAsync(Bob)),
        new("restore", s => s.RestoreAsync(Bob)),
        new("input to wait", s => s.SendAsync(Bob, EchoBackend.Wait, "bob 1"), Repeats: true),
        new("interrupt", s => s.InterruptAsync(Bob)),
        new("create cy", s => s.CreateAsync(Cy)),
        new("input to cy", s => s.SendAsync(Cy, EchoBackend.Wait, "cy 1")),
        new("cancel", s => s.CancelAsync(Cy)),
        new("note", s => s.NoteAsync(Book, "book 1", 900)),
        new("input to ask", s => s.SendAsync(Ada, EchoBackend.Ask, "ada 2"), Repeats: true),
        new("answer", s => s.AnswerAsync(Ada)),
        new("another note", s => s.NoteAsync(Book, "book 2", 1500)),
        new("note that ends", s => s.NoteAsync(Old, "old 1", 1500, retire: true)),
        new("close and open", s => s.ReopenAsync()),
        new("delete", s => s.DeleteAsync(Cy)),
        new("snapshot", s => s.SnapshotAsync(Book)),
        new("long input", s => s.SendAsync(Ada, new string('l', 3000), "ada 3"), Repeats: true),
        new("long note", s => s.NoteAsync(Book, "book 3", 3000)),
        new("longer note", s => s.NoteAsync(Book, "book 4", 5000)),
        new("stop while it runs", async s => { await s.SendAsync(Bob, EchoBackend.Wait, "bob 2"); await s.StopAsync(Bob); }),
        new("another snapshot", s => s.SnapshotAsync(Book)),
        new("close and open again", s => s.ReopenAsync()),
        new("retention", s => s.RetainAsync()),
        new("input at last", s => s.SendAsync(Ada, "last", "ada 4"), Repeats: true),
        new("close", async s => await s.DisposeAsync()),
    ];

    /// <summary>How a store begins.</summary>
    public static IReadOnlyList<RuntimeStep> Beginning { get; } = [Life[0], Life[1], Life[3]];
}
