using System.Globalization;
using Yoi.Protocol;

namespace Yoi.Tickets;

/// <summary>
/// Makes a change of several files one change: written down beside the lock, applied, struck out. All of it under the store's lock. A crash
/// leaves the change file; whoever writes next finishes it.
/// </summary>
internal sealed class ChangeFile(StorePaths paths, TimeProvider time)
{
    /// <summary>The largest change file that is read.</summary>
    public const int ReadLimit = 2 * Limits.Thread;

    /// <summary>The change that a reader meets, or null. Torn ones count as none: nothing of them was applied.</summary>
    public async Task<Change?> FindAsync(CancellationToken ct) =>
        StorePaths.IsLink(paths.Change) ? null : await DurableFile.ReadAsync(paths.Change, ReadLimit, ct) is { } bytes ? Change.Parse(bytes) : null;

    /// <summary>Writes the change down and applies it. On a fault nothing of it is left, unless the disk refused to take that back: then the next writer finishes it.</summary>
    public async Task<Fault?> CommitAsync(Change change)
    {
        try
        {
            await DurableFile.ReplaceAsync(paths.Temporary, paths.Change, change.Bytes());
        }
        catch (Exception e) when (IoFaults.Expected(e))
        {
            return IoFaults.Of(e, "writing down the change");
        }

        List<ChangeStep> applied = [];
        try
        {
            foreach (var step in change.Steps)
            {
                var state = await StateOfAsync(change.Ticket, step);
                if (state == StepState.Applied) continue;
                if (state == StepState.Foreign)
                {
                    await UndoAsync(change.Ticket, applied);
                    return new(FaultCodes.Conflict, $"{change.Ticket}/{step.File} was edited at the same moment; try again.");
                }

                applied.Add(step);
                await ApplyAsync(change.Ticket, step);
            }

            StrikeOut();
            return null;
        }
        catch (Exception e) when (IoFaults.Expected(e))
        {
            await UndoAsync(change.Ticket, applied);
            return IoFaults.Of(e, $"writing ticket {change.Ticket}");
        }
    }

    /// <summary>Finishes what a crash left, or lays it aside where the files have since become something else.</summary>
    public async Task<Fault?> RecoverAsync(CancellationToken ct)
    {
        if (StorePaths.IsLink(paths.Change)) return new(FaultCodes.StoreCorrupt, ".ticket-change.json is a symbolic link; remove it.");
        File.Delete(paths.Temporary);
        if (await DurableFile.ReadAsync(paths.Change, ReadLimit, ct) is not { } bytes) return null;
        var change = Change.Parse(bytes);
        if (change is null)
        {
            StrikeOut();
            return null;
        }

        if (change.Version > Change.CurrentVersion)
            return new(FaultCodes.SchemaNewer, "The change file .ticket-change.json was left by a newer program; let that one finish it.");
        if (change.Steps.Any(s => !s.IsKnown || paths.Links(change.Ticket, s.File) is not null) || !paths.Exists(change.Ticket))
        {
            LayAside();
            return null;
        }

        var foreign = false;
        foreach (var step in change.Steps)
        {
            var state = await StateOfAsync(change.Ticket, step);
            foreign |= state == StepState.Foreign;
            // What a removal takes away was kept by a step before it, unless that one no longer fits.
            if (state == StepState.Pending && !(step.Remove && foreign)) await ApplyAsync(change.Ticket, step);
        }

        if (foreign) LayAside();
        else StrikeOut();
        return null;
    }

    private async Task<StepState> StateOfAsync(TicketId ticket, ChangeStep step)
    {
        var path = paths.File(ticket, step.File);
        if (step.AppendAt is not { } offset) return step.StateOf(await DurableFile.ReadAsync(path, Limits.Item, CancellationToken.None), 0, []);
        var (length, tail) = await DurableFile.TailAsync(path, offset, Limits.Thread, CancellationToken.None);
        return step.StateOf(null, length, tail);
    }

    private async Task ApplyAsync(TicketId ticket, ChangeStep step)
    {
        var path = paths.File(ticket, step.File);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        if (step.Remove) DurableFile.Remove(path);
        else if (step.AppendAt is { } offset) await DurableFile.AppendAsync(path, offset, step.Content);
        else await DurableFile.ReplaceAsync(paths.Temporary, path, step.Content);
    }

    private async Task UndoAsync(TicketId ticket, List<ChangeStep> applied)
    {
        try
        {
            // A file that has replaced another cannot be taken back: then the change stays written down and the next writer finishes it.
            foreach (var step in applied.Where(s => s.OldSha256 is not null))
            {
                if (await StateOfAsync(ticket, step) != StepState.Pending) return;
            }

            foreach (var step in applied)
            {
                var path = paths.File(ticket, step.File);
                if (step.AppendAt is { } length && File.Exists(path)) DurableFile.Truncate(path, length);
                else if (step.AppendAt is null && step.OldSha256 is null && File.Exists(path)) File.Delete(path);
            }

            StrikeOut();
        }
        catch (Exception e) when (IoFaults.Expected(e))
        {
            // The change file stays, and with it the way to finish; the caller gets the fault that led here.
            return;
        }
    }

    private void StrikeOut()
    {
        File.Delete(paths.Change);
        Native.SyncFolder(paths.Root);
    }

    private void LayAside()
    {
        var at = time.GetUtcNow().UtcDateTime.ToString("yyyyMMdd-HHmmss-fff", CultureInfo.InvariantCulture);
        File.Move(paths.Change, Path.Combine(paths.Root, $".ticket-change-{at}.unfinished.json"), overwrite: true);
        Native.SyncFolder(paths.Root);
    }
}
