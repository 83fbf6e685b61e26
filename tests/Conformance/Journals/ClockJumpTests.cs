using Yoi.Journal;
using Yoi.Journal.Files;
using Yoi.Protocol;
using static Yoi.Tests.Conformance.Journals.FileStore;

namespace Yoi.Tests.Conformance.Journals;

/// <summary>The clock is set by a day, forward or back: leases stay fenced, and what was ended is kept for its time.</summary>
public sealed class ClockJumpTests : IDisposable
{
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    private readonly TempRoot _root = new();
    private readonly StepClock _clock = new();

    [Fact]
    public async Task A_lease_that_a_jump_forward_ends_fences_the_one_who_had_it()
    {
        await using var journal = await OpenAsync();
        var leases = new JournalLeases(journal, _clock);
        var first = (await leases.AcquireAsync("l", "ada", TimeSpan.FromMinutes(1), Cancelled)).Value;
        _clock.Now += Day;
        var second = (await leases.AcquireAsync("l", "bob", TimeSpan.FromMinutes(1), Cancelled)).Value;
        second.Number.ShouldBeGreaterThan(first.Number);
        (await leases.RenewAsync(first, TimeSpan.FromMinutes(1), Cancelled)).Fault!.Code.ShouldBe(FaultCodes.Fenced);
        (await FencedAsync(journal, first)).ShouldBe(FaultCodes.Fenced);
        (await FencedAsync(journal, second)).ShouldBeNull();
    }

    [Fact]
    public async Task A_lease_is_held_by_one_when_the_clock_was_set_back_and_its_holder_goes_on()
    {
        await using var journal = await OpenAsync();
        var leases = new JournalLeases(journal, _clock);
        var held = (await leases.AcquireAsync("l", "ada", TimeSpan.FromMinutes(1), Cancelled)).Value;
        _clock.Now -= Day;
        (await leases.AcquireAsync("l", "bob", TimeSpan.FromMinutes(1), Cancelled)).Fault!.Code.ShouldBe(FaultCodes.LeaseHeld);
        held = (await leases.RenewAsync(held, TimeSpan.FromMinutes(1), Cancelled)).Value;
        held.ExpiresAt.ShouldBe(_clock.Now + TimeSpan.FromMinutes(1));
        (await FencedAsync(journal, held)).ShouldBeNull();
        _clock.Now += TimeSpan.FromMinutes(2);
        (await leases.AcquireAsync("l", "bob", TimeSpan.FromMinutes(1), Cancelled)).Fault.ShouldBeNull();
        (await FencedAsync(journal, held)).ShouldBe(FaultCodes.Fenced);
    }

    [Fact]
    public async Task What_was_ended_is_kept_for_its_time_whatever_the_clock_does_meanwhile()
    {
        await using (var journal = await OpenAsync())
        {
            await journal.AppendAsync("ada", "a");
            (await journal.AppendAsync(Stream("ada"), new() { Retire = true }, Cancelled)).Fault.ShouldBeNull();
        }

        foreach (var (jump, isThere) in ((int, bool)[])[(-1, true), (2, true), (27, true), (3, false)])
        {
            _clock.Now += jump * Day;
            await using (var journal = await OpenAsync()) await journal.ApplyRetentionAsync(Cancelled);
            await using var opened = await OpenAsync();
            (await opened.CountAsync("ada")).ShouldBe(isThere ? 1 : 0);
        }
    }

    public void Dispose() => _root.Dispose();

    private async Task<FileJournal> OpenAsync() => (await FileJournal.OpenAsync(new() { Root = _root.Path, Time = _clock }, Cancelled)).Value;

    private static async Task<string?> FencedAsync(FileJournal journal, Lease lease) =>
        (await journal.AppendAsync(Stream("fenced"), new() { Events = [new("noted", "{}"u8.ToArray())], Fence = lease.Fence }, Cancelled)).Fault?.Code;
}
