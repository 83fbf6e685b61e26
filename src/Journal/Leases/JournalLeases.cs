using System.Runtime.CompilerServices;
using System.Text.Json;
using Yoi.Journal.Implementing;
using Yoi.Protocol;

namespace Yoi.Journal;

/// <summary>Leases as streams of a journal: each taking is an event, so the stream's version is the fencing number; how long it lasts stands in the head, which takes no version.</summary>
/// <param name="journal">Where they are kept.</param>
/// <param name="time">The clock that they expire by.</param>
public sealed class JournalLeases(IJournal journal, TimeProvider time) : ILeases
{
    private static readonly TimeSpan Shortest = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Longest = TimeSpan.FromDays(1);

    /// <inheritdoc />
    public async ValueTask<Result<Lease>> AcquireAsync(string name, string holder, TimeSpan duration, CancellationToken cancellationToken)
    {
        if (Check(name, holder, duration) is { } invalid) return invalid;
        if (!(await FindAsync(name, cancellationToken)).TryGet(out var found, out var fault)) return fault;
        if (found.Hold is { } hold && hold.ExpiresAt > time.GetUtcNow())
        {
            return hold.Holder == holder
                ? await RenewAsync(new(name, holder, found.Version, hold.ExpiresAt), duration, cancellationToken)
                : new Fault(FaultCodes.LeaseHeld, $"The lease {name} is held by {hold.Holder} until {hold.ExpiresAt:O}; wait until it is released or expires.");
        }

        var taken = new Hold(holder, time.GetUtcNow() + duration);
        var appended = await journal.AppendAsync(
            AppendRules.LeaseStream(name),
            new() { ExpectedVersion = found.Version, Events = [new("lease_taken", Bytes(taken))], Head = Bytes(taken) },
            cancellationToken);
        if (appended.TryGet(out var answer, out fault)) return new Lease(name, holder, answer.LastVersion, taken.ExpiresAt);
        return fault.Code == FaultCodes.Conflict ? new Fault(FaultCodes.LeaseHeld, $"Another took the lease {name} at the same moment; wait until it is released or expires.") : fault;
    }

    /// <inheritdoc />
    public async ValueTask<Result<Lease>> RenewAsync(Lease lease, TimeSpan duration, CancellationToken cancellationToken)
    {
        if (Check(lease.Name, lease.Holder, duration) is { } invalid) return invalid;
        if (!(await FindAsync(lease.Name, cancellationToken)).TryGet(out var found, out var fault)) return fault;
        if (found.Version != lease.Number || found.Hold is null) return Lost(lease);
        var until = time.GetUtcNow() + duration;
        var appended = await journal.AppendAsync(
            AppendRules.LeaseStream(lease.Name), new() { ExpectedVersion = lease.Number, Head = Bytes(new(lease.Holder, until)) }, cancellationToken);
        if (appended.TryGet(out _, out fault)) return lease with { ExpiresAt = until };
        return fault.Code == FaultCodes.Conflict ? Lost(lease) : fault;
    }

    /// <inheritdoc />
    public async ValueTask<Fault?> ReleaseAsync(Lease lease, CancellationToken cancellationToken)
    {
        // An event, not only a head: the number moves, and what the holder still sends is fenced.
        var appended = await journal.AppendAsync(
            AppendRules.LeaseStream(lease.Name),
            new() { ExpectedVersion = lease.Number, Events = [new("lease_released", "{}"u8.ToArray())], Head = "{}"u8.ToArray() },
            cancellationToken);
        return appended.Fault is { Code: not FaultCodes.Conflict } fault ? fault : null;
    }

    /// <inheritdoc />
    public async IAsyncEnumerable<Lease?> WatchAsync(string name, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var stream = AppendRules.LeaseStream(name);
        await using var hints = journal.WatchAsync(new(Stream: stream), cancellationToken).GetAsyncEnumerator(cancellationToken);
        // Watched before it is read: a change between the two is told twice rather than not at all.
        var next = hints.MoveNextAsync();
        if ((await FindAsync(name, cancellationToken)).TryGet(out var found, out _)) yield return Of(name, found.Version, found.Hold);
        while (await next)
        {
            yield return Of(name, hints.Current.Version, Read(hints.Current.Head));
            next = hints.MoveNextAsync();
        }
    }

    private static Fault? Check(string name, string holder, TimeSpan duration) =>
        !StreamId.IsPart(name) || holder.Length is 0 or > 128 || duration < Shortest || duration > Longest
            ? new(FaultCodes.Invalid, "A lease has a name like a part of a stream's id, a holder of 1 to 128 characters and a duration of 1 s to 1 day.")
            : null;

    private static Fault Lost(Lease lease) => new(FaultCodes.Fenced, $"The lease {lease.Name} was taken or released since; stop acting for it.");

    private static Lease? Of(string name, long version, Hold? hold) => hold is null ? null : new(name, hold.Holder, version, hold.ExpiresAt);

    private static byte[] Bytes(Hold hold) => JsonSerializer.SerializeToUtf8Bytes(hold, HoldJson.Default.Hold);

    private static Hold? Read(ReadOnlyMemory<byte> head) =>
        head.Length > 2 ? JsonSerializer.Deserialize(head.Span, HoldJson.Default.Hold) : null;

    private async ValueTask<Result<(long Version, Hold? Hold)>> FindAsync(string name, CancellationToken cancellationToken)
    {
        var stream = AppendRules.LeaseStream(name);
        if (!(await journal.StreamsAsync(new(Stream: stream), cancellationToken)).TryGet(out var page, out var fault)) return fault;
        if (page.Heads is not [var head]) return (0L, (Hold?)null);
        return head.Diagnostic is { } unreadable ? unreadable : (head.Version, Read(head.Head));
    }
}
