using System.Diagnostics;
using System.Globalization;
using Yoi.Protocol;
using Yoi.Tests.Unit.Faults;
using Yoi.Tickets;

namespace Yoi.Tests.Unit.Tickets.Faults;

/// <summary>Three processes write to the same tickets at once, one of which is killed again and again; another reads all the while. 60 s with YOI_LONG=1, else 5 s.</summary>
public sealed class ManyProcessesTests
{
    private static readonly TimeSpan Length = TimeSpan.FromSeconds(FaultSample.IsLong ? 60 : 5);

    [Fact]
    public async Task Nothing_acknowledged_is_lost_or_doubled_nothing_is_torn_and_no_half_change_is_read()
    {
        using var temp = new TempStore();
        List<TicketId> tickets = [];
        for (var n = 0; n < 3; n++) tickets.Add(await temp.CreateAsync($"{n}"));
        List<string> told = [];
        var steady = new[] { "one", "two" }.Select((name, seed) => Collect(told, Start(temp, name, seed, Length, tickets), kill: null)).ToList();
        var victim = Task.Run(async () =>
        {
            var clock = Stopwatch.StartNew();
            for (var n = 0; clock.Elapsed < Length * 0.8; n++) await Collect(told, Start(temp, $"victim{n}", 100 + n, Length, tickets), kill: 1 + (n * 7 % 25));
        }, TempStore.Ct);

        var all = Task.WhenAll([.. steady, victim]);
        var reads = 0;
        using var reader = TicketStore.Open(new() { Root = temp.Store.Root });
        for (; !all.IsCompleted; reads++) ShouldAgree((await reader.ReadAsync(tickets[reads % tickets.Count], TempStore.Ct)).Value);
        await all;

        told.Where(t => !t.StartsWith("ack ", StringComparison.Ordinal)).ShouldBeEmpty();
        (await temp.CommentAsync(tickets[0], "The next writer.")).Fault.ShouldBeNull();
        Directory.EnumerateFileSystemEntries(temp.Store.Root, ".*").Select(f => Path.GetFileName(f)).ShouldBe([".ticket-backend.lock"]);
        (await TicketDoctor.Open(new() { Root = temp.Store.Root }).CheckAsync(null, TempStore.Ct)).Findings.ShouldBeEmpty();
        var events = new Dictionary<OperationId, (TicketId Ticket, int Place)>();
        foreach (var id in tickets)
        {
            var ticket = await temp.ReadAsync(id);
            ShouldAgree(ticket);
            ticket.Unowned.ShouldBeEmpty();
            for (var i = 0; i < ticket.Thread.Count; i++)
            {
                if (ticket.Thread[i].Operation is { } op) events.TryAdd(op, (id, i)).ShouldBeTrue($"{op} twice");
            }
        }

        var acknowledged = told.Select(t => t.Split(' ')).Select(w => (Op: OperationId.Parse(w[1], CultureInfo.InvariantCulture), Writer: w[4], Ticket: w[2], Number: int.Parse(w[3], CultureInfo.InvariantCulture))).ToList();
        foreach (var ack in acknowledged) events.ShouldContainKey(ack.Op, $"{ack.Writer} {ack.Number} is lost");
        foreach (var own in acknowledged.GroupBy(a => (a.Writer, a.Ticket)))
            own.OrderBy(a => a.Number).Select(a => events[a.Op].Place).ShouldBeInOrder(SortDirection.Ascending, $"{own.Key}");
        var counts = new[] { "one", "two" }.Select(name => acknowledged.Count(a => a.Writer == name)).ToList();
        counts.Min().ShouldBeGreaterThan(counts.Max() / 4, "one kept the other from the lock");
        TestContext.Current.TestOutputHelper!.WriteLine($"{acknowledged.Count} changes acknowledged, {string.Join(" and ", counts)} of the steady ones, {reads} reads");
    }

    /// <summary>The files of one moment say the same.</summary>
    private static void ShouldAgree(Ticket ticket)
    {
        (ticket.Thread.LastOrDefault(e => e.Kind == "state_changed")?.Attribute("to") ?? "planning").ShouldBe(ticket.Item.State.Text());
        ticket.Item.UpdatedAt.ShouldBe(ticket.Thread[^1].At!.Value);
        ticket.Plans.Select(p => p.Id).ShouldBe(ticket.Thread.Where(e => e.Kind == "plan_recorded").Select(e => e.Attribute("plan")));
        HashSet<string> relations = [];
        foreach (var e in ticket.Thread)
        {
            var relation = $"{e.Attribute("relation")} {e.Attribute("target")}";
            if (e.Kind == "relation_added") relations.Add(relation).ShouldBeTrue();
            if (e.Kind == "relation_removed") relations.Remove(relation).ShouldBeTrue();
        }

        ticket.Relations.Select(r => $"{r.Kind} {r.Target}").ShouldBe(relations, ignoreOrder: true);
    }

    private static (string Name, Process Process) Start(TempStore temp, string name, int seed, TimeSpan length, IEnumerable<TicketId> tickets) => (name, Process.Start(StoreProcess.Start(
        ["write", temp.Store.Root, name, seed.ToString(CultureInfo.InvariantCulture), length.TotalSeconds.ToString(CultureInfo.InvariantCulture), .. tickets.Select(t => t.ToString())]))!);

    /// <summary>What a writer tells until it ends or, after so many lines, is killed; a line that the kill cut off is no acknowledgement.</summary>
    private static async Task Collect(List<string> told, (string Name, Process Process) writer, int? kill)
    {
        using var process = writer.Process;
        var error = process.StandardError.ReadToEndAsync(TempStore.Ct);
        List<string> lines = [];
        while (lines.Count != kill && await process.StandardOutput.ReadLineAsync(TempStore.Ct) is { } line) lines.Add(line);
        if (kill is not null)
        {
            process.Kill();
            lines.AddRange((await process.StandardOutput.ReadToEndAsync(TempStore.Ct)).Split('\n')[..^1]);
        }

        await process.WaitForExitAsync(TempStore.Ct);
        (await error).ShouldBe("");
        lock (told) told.AddRange(lines.Select(l => $"{l} {writer.Name}"));
    }
}
