using Yoi.Protocol;

namespace Yoi.Tickets;

/// <summary>Mends tickets under the store's lock, each as one change.</summary>
internal sealed class Mender(StorePaths paths, StorePaths objectives, TimeProvider time) : IDisposable
{
    private readonly TicketReader _reader = new(paths, time);
    private readonly StoreLock _lock = new(paths, time);
    private readonly ChangeFile _changes = new(paths, time);
    private readonly Leftovers _leftovers = new(paths, objectives, time);

    /// <summary>Finishes an unfinished change and removes what is no record. Null, or why the store cannot be written.</summary>
    public async Task<Fault?> LeftoversAsync(CancellationToken ct) => (await LockedAsync(
        () =>
        {
            _leftovers.Remove();
            return Task.FromResult<Result<bool>>(true);
        },
        ct)).Fault;

    /// <summary>Whether anything of a ticket was mended; or why the store cannot be written.</summary>
    public Task<Result<bool>> TicketAsync(TicketId id, CancellationToken ct) => LockedAsync(() => MendAsync(id, ct), ct);

    public void Dispose() => _lock.Dispose();

    private async Task<Result<bool>> LockedAsync(Func<Task<Result<bool>>> act, CancellationToken ct)
    {
        if (!(await _lock.TakeAsync(ct)).TryGet(out var held, out var fault)) return fault;
        using (held)
        {
            try
            {
                return await _changes.RecoverAsync(ct) is { } left ? left : await act();
            }
            catch (Exception e) when (IoFaults.Expected(e))
            {
                return IoFaults.Of(e, "mending");
            }
        }
    }

    private async Task<Result<bool>> MendAsync(TicketId id, CancellationToken ct)
    {
        // It was readable a moment ago; where it no longer is there is nothing to mend.
        if (!(await _reader.BytesAsync(id, ct)).TryGet(out var bytes, out _)) return false;
        var mended = Mend.Of(ExaminedTicket.Of(id, TicketFiles.Of(bytes)), bytes);
        ChangeStep[] steps =
        [
            .. Appended("thread.md", bytes.Thread, mended.Thread), .. Appended(PlanFile.Name, bytes.Plans, mended.Plans),
            .. Replaced(RelationFile.Name, bytes.Relations, mended.Relations), .. Replaced("resolution.md", bytes.Resolution, mended.Resolution),
            .. Replaced("item.md", bytes.Item, mended.Item),
        ];
        if (steps.Length == 0) return false;
        return await _changes.CommitAsync(Change.Of(id, steps)) is { } fault ? fault : true;
    }

    private static IEnumerable<ChangeStep> Appended(string file, byte[]? before, byte[]? after)
    {
        if (after?.Length > (before?.Length ?? 0)) yield return ChangeStep.Append(file, before, after[(before?.Length ?? 0)..]);
    }

    private static IEnumerable<ChangeStep> Replaced(string file, byte[]? before, byte[]? after)
    {
        if (after is not null && !after.AsSpan().SequenceEqual(before)) yield return ChangeStep.Replace(file, before, after);
    }
}
