using Yoi.Protocol;

namespace Yoi.Journal;

/// <summary>
/// Who may act for something: one holder at a time, for as long as it renews. What a holder does carries its fencing number, so one who has lost the lease without
/// knowing it changes nothing. Members may be called from any thread.
/// </summary>
public interface ILeases
{
    /// <summary>
    /// Takes the lease where it is free or has expired, or renews it where the same holder has it. Fails with <c>lease_held</c>, <c>invalid</c> (a name that is no part of a
    /// stream's id, a holder of other than 1 to 128 characters, a duration of other than 1 s to 1 day), or a fault of the store.
    /// </summary>
    ValueTask<Result<Lease>> AcquireAsync(string name, string holder, TimeSpan duration, CancellationToken cancellationToken);

    /// <summary>Holds it for so long from now on. Fails with <c>fenced</c> where it was taken or released since, <c>invalid</c>, or a fault of the store.</summary>
    ValueTask<Result<Lease>> RenewAsync(Lease lease, TimeSpan duration, CancellationToken cancellationToken);

    /// <summary>Lets go of it; no fault where it was lost already.</summary>
    ValueTask<Fault?> ReleaseAsync(Lease lease, CancellationToken cancellationToken);

    /// <summary>Who holds the lease, now and at each change; null where nobody does. An expiry is no change: the last holder is told with the time it ends.</summary>
    IAsyncEnumerable<Lease?> WatchAsync(string name, CancellationToken cancellationToken);
}

/// <summary>A hold on something.</summary>
/// <param name="Name">What is held.</param>
/// <param name="Holder">By whom.</param>
/// <param name="Number">The fencing number: larger with each taking.</param>
/// <param name="ExpiresAt">When it ends unless it is renewed.</param>
public sealed record Lease(string Name, string Holder, long Number, DateTimeOffset ExpiresAt)
{
    /// <summary>What an append in its name carries.</summary>
    public Fence Fence => new(Name, Number);
}
