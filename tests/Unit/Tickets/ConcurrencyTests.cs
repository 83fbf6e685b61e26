using System.Diagnostics;
using Yoi.Protocol;
using Yoi.Tickets;

namespace Yoi.Tests.Unit.Tickets;

public sealed class ConcurrencyTests
{
    [Fact]
    public async Task Many_writers_of_two_stores_lose_nothing_and_a_reader_among_them_sees_no_half_change()
    {
        using var temp = new TempStore(time: TimeProvider.System);
        using var second = TicketStore.Open(new() { Root = temp.Store.Root });
        var id = await temp.CreateAsync();
        var (moments, comments, plans) = (0, 0, 0);
        var reader = Task.Run(async () =>
        {
            for (var last = 1; moments < 10;)
            {
                var ticket = (await second.ReadAsync(id, TempStore.Ct)).Value;
                // One plan record a plan event, and never fewer events than before: no half of a change is shown.
                ticket.Plans.Count.ShouldBe(ticket.Thread.Count(e => e.Kind == "plan_recorded"));
                ticket.Thread.Count.ShouldBeGreaterThanOrEqualTo(last);
                if (ticket.Thread.Count > last) moments++;
                last = ticket.Thread.Count;
            }
        }, TestContext.Current.CancellationToken);
        // Everybody writes until the reader has seen ten different moments, so its reads fall among the writes however the threads are scheduled.
        await Task.WhenAll(Enumerable.Range(0, 8).Select(n => Task.Run(async () =>
        {
            var store = n % 2 == 0 ? temp.Store : second;
            for (var i = 0; i < 5 || !reader.IsCompleted; i++)
            {
                if (n % 4 < 2)
                {
                    await TempStore.Must(store.AppendAsync(id, new() { Kind = "comment", Author = "w", Body = $"{n} {i}" }, TempStore.Ct));
                    Interlocked.Increment(ref comments);
                }
                else
                {
                    await TempStore.Must(store.RecordPlanAsync(id, new() { Kind = "waiting_capacity_note", Author = "w", Note = $"{n} {i}" }, TempStore.Ct));
                    Interlocked.Increment(ref plans);
                }
            }
        })));
        await reader;
        var ticket = await temp.ReadAsync(id);
        ticket.Plans.Select(p => p.Id.Split('-')[^1]).ShouldBe(Enumerable.Range(1, plans).Select(n => $"{n}"));
        ticket.Thread.Where(e => e.Kind == "comment").Select(e => e.Body).Distinct().Count().ShouldBe(comments);
        ticket.Thread.Count.ShouldBe(1 + comments + plans);
        TestContext.Current.TestOutputHelper!.WriteLine($"{comments + plans} writes while {moments} moments were read");
    }

    [Fact]
    public async Task Of_two_that_take_the_same_step_one_is_stale()
    {
        using var temp = new TempStore();
        using var second = TicketStore.Open(new() { Root = temp.Store.Root, Time = temp.Clock });
        var id = await temp.CreateAtAsync(TicketState.Ready);
        var steps = await Task.WhenAll(new[] { temp.Store, second, temp.Store, second }.Select((store, n) => Task.Run(() => store.TransitionAsync(
            id, new() { Expected = TicketState.Ready, To = TicketState.Queued, Author = $"{n}" }, TempStore.Ct))));
        steps.Count(s => s.Fault is null).ShouldBe(1);
        steps.Where(s => s.Fault is not null).ShouldAllBe(s => s.Fault!.Code == FaultCodes.StaleState);
        (await temp.ReadAsync(id)).Thread.Count(e => e.Attribute("to") == "queued").ShouldBe(1);
    }

    [Fact]
    public async Task Creations_at_the_same_moment_get_different_ids()
    {
        using var temp = new TempStore();
        using var second = TicketStore.Open(new() { Root = temp.Store.Root, Time = temp.Clock });
        var made = await Task.WhenAll(Enumerable.Range(0, 20).Select(n => Task.Run(async () =>
            (await (n % 2 == 0 ? temp.Store : second).CreateAsync(new() { Title = $"{n}", Body = "", Author = "x" }, TempStore.Ct)).Value.Id)));
        made.Distinct().Count().ShouldBe(20);
        (await temp.Store.ListAsync(TempStore.Ct)).Value.Count.ShouldBe(20);
    }

    [Fact]
    public async Task Another_program_that_takes_the_same_lock_and_this_one_exclude_each_other()
    {
        if (!File.Exists("/usr/bin/flock")) Assert.Skip("flock(1) of util-linux is not installed.");
        using var temp = new TempStore(time: TimeProvider.System);
        var id = await temp.CreateAsync();
        // Reads, waits, writes back what it read with one line more: it would lose our events without the lock.
        const string Add = """
            for n in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15; do flock "$1" sh -c '
              old=$(cat "$0"; echo x); sleep 0.01
              printf "%s\n<!-- event: comment author: rust at: 2026-05-01T12:00:00Z -->\n\n## Comment\n\nfrom outside\n\n---\n" "${old%x}" > "$0.new" && mv "$0.new" "$0"
            ' "$2"; done
            """;
        using var other = Process.Start(new ProcessStartInfo("/bin/sh", ["-c", Add, "sh", Path.Combine(temp.Store.Root, ".ticket-backend.lock"), temp.PathOf(id, "thread.md")]))!;
        for (var n = 0; n < 30; n++) await TempStore.Must(temp.CommentAsync(id, "from here"));
        await other.WaitForExitAsync(TempStore.Ct);
        other.ExitCode.ShouldBe(0);
        var bodies = (await temp.ReadAsync(id)).Thread.Select(e => e.Body).ToList();
        (bodies.Count(b => b == "from here"), bodies.Count(b => b == "from outside")).ShouldBe((30, 15));
    }

    [Fact]
    public async Task A_lock_that_is_held_too_long_is_a_typed_fault_and_reading_goes_on()
    {
        if (!File.Exists("/usr/bin/flock")) Assert.Skip("flock(1) of util-linux is not installed.");
        var clock = new HurriedClock();
        using var temp = new TempStore(time: clock);
        var id = await temp.CreateAsync();
        using var holder = Process.Start(new ProcessStartInfo("/usr/bin/flock", [Path.Combine(temp.Store.Root, ".ticket-backend.lock"), "sh", "-c", "echo held; read line"])
        {
            RedirectStandardOutput = true,
            RedirectStandardInput = true,
        })!;
        (await holder.StandardOutput.ReadLineAsync(TempStore.Ct)).ShouldBe("held");
        (await temp.CommentAsync(id, "x")).Fault!.Code.ShouldBe(FaultCodes.TicketStoreLocked);
        clock.Waited.ShouldBeGreaterThanOrEqualTo(TimeSpan.FromSeconds(4.9));
        (await temp.ReadAsync(id)).Thread.Count.ShouldBe(1);
        await holder.StandardInput.WriteLineAsync("done");
        await holder.WaitForExitAsync(TempStore.Ct);
        (await temp.CommentAsync(id, "x")).Fault.ShouldBeNull();
    }
}
