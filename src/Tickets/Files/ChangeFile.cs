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

    private readonly ChangeApplier _applier = new(paths);

    /// <summary>The change that a reader meets, or null. Torn ones and such as no program writes count as none: nothing of them was applied.</summary>
    public async Task<Change?> FindAsync(CancellationToken ct)
    {
        if (StorePaths.IsLink(paths.Change)) return null;
        try
        {
            return await DurableFile.ReadAsync(paths.Change, ReadLimit, ct) is { } bytes ? Change.Parse(bytes) : null;
        }
        catch (Exception e) when (e is FileTooLargeException or NotAFileException)
        {
            // The next writer lays it aside, or says that it stands in its way.
            return null;
        }
    }

    /// <summary>Writes the change down and applies it. On a fault nothing of it is left, unless the disk refused to take that back: then the next writer finishes it.</summary>
    public async Task<Fault?> CommitAsync(Change change)
    {
        var begun = 0;
        try
        {
            await DurableFile.ReplaceAsync(paths.Temporary, paths.Change, change.Bytes());
            // What needs room comes first: that is what is most likely to be refused.
            for (var i = 0; i < change.Steps.Count; i++) await _applier.PrepareAsync(i, change.Steps[i]);
            for (var i = 0; i < change.Steps.Count; i++)
            {
                var state = await _applier.StateOfAsync(change.Ticket, change.Steps[i]);
                if (state == StepState.Applied) continue;
                if (state != StepState.Pending)
                    return await TakenBackAsync(change, begun, new(FaultCodes.Conflict, $"{change.Ticket}/{change.Steps[i].File} was edited at the same moment; try again."));
                begun = i + 1;
                await _applier.ApplyAsync(change.Ticket, i, change.Steps[i]);
            }

            _applier.Clear(change);
        }
        catch (Exception e) when (IoFaults.Expected(e))
        {
            return await TakenBackAsync(change, begun, IoFaults.Of(e, $"writing ticket {change.Ticket}"));
        }

        try
        {
            StrikeOut();
        }
        catch (Exception e) when (IoFaults.Expected(e))
        {
            // Every file is on the disk, so the change is made; the next writer finds nothing left of it to do and strikes it out.
            return null;
        }

        return null;
    }

    /// <summary>Finishes what a crash left, or undoes it and lays it aside where the files have since become something else.</summary>
    public async Task<Fault?> RecoverAsync(CancellationToken ct)
    {
        if (StorePaths.IsLink(paths.Change)) return new(FaultCodes.StoreCorrupt, ".ticket-change.json is a symbolic link; remove it.");
        File.Delete(paths.Temporary);
        byte[]? bytes;
        try
        {
            bytes = await DurableFile.ReadAsync(paths.Change, ReadLimit, ct);
        }
        catch (FileTooLargeException)
        {
            LayAside();
            return null;
        }

        if (bytes is null) return null;
        if (Change.Parse(bytes) is not { } change)
        {
            StrikeOut();
            return null;
        }

        if (change.Version > Change.CurrentVersion)
            return new(FaultCodes.SchemaNewer, "The change file .ticket-change.json was left by a newer program; let that one finish it.");
        if (!change.IsKnown || change.Steps.Any(s => paths.Links(change.Ticket, s.File) is not null) || !paths.Exists(change.Ticket))
        {
            LayAside();
            return null;
        }

        await RecoverAsync(change);
        return null;
    }

    private async Task RecoverAsync(Change change)
    {
        List<StepState> states = [];
        foreach (var step in change.Steps) states.Add(await _applier.StateOfAsync(change.Ticket, step));
        foreach (var (i, remedy) in change.Remedies(states).Index())
        {
            if (remedy == StepRemedy.Undo) await _applier.UndoAsync(change.Ticket, change.Steps[i], states[i]);
            if (remedy != StepRemedy.Do) continue;
            await _applier.PrepareAsync(i, change.Steps[i]);
            await _applier.ApplyAsync(change.Ticket, i, change.Steps[i]);
        }

        _applier.Clear(change);
        if (states.Contains(StepState.Foreign)) LayAside();
        else StrikeOut();
    }

    /// <summary>Undoes the steps that were begun, the last of which may be half done, and answers the fault that made it necessary.</summary>
    private async Task<Fault> TakenBackAsync(Change change, int begun, Fault fault)
    {
        try
        {
            List<StepState> states = [];
            for (var i = 0; i < begun; i++) states.Add(await _applier.StateOfAsync(change.Ticket, change.Steps[i]));
            if (states.Contains(StepState.Passed)) return Left(fault);
            for (var i = begun - 1; i >= 0; i--) await _applier.UndoAsync(change.Ticket, change.Steps[i], states[i]);
            _applier.Clear(change);
            StrikeOut();
            return fault;
        }
        catch (Exception e) when (IoFaults.Expected(e))
        {
            return Left(fault);
        }
    }

    private static Fault Left(Fault fault) =>
        fault with { Message = $"{fault.Message} It could not be taken back either: the next change of the store finishes it, so read the ticket again." };

    private void StrikeOut() => DurableFile.Delete(paths.Change);

    private void LayAside()
    {
        var at = time.GetUtcNow().UtcDateTime.ToString("yyyyMMdd-HHmmss-fff", CultureInfo.InvariantCulture);
        File.Move(paths.Change, Path.Combine(paths.Root, $".ticket-change-{at}.unfinished.json"), overwrite: true);
        Native.SyncFolder(paths.Root);
    }
}
