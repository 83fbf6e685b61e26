using Yoi.Protocol;

namespace Yoi.Tickets;

/// <summary>Does and undoes single steps of a change on the disk.</summary>
internal sealed class ChangeApplier(StorePaths paths)
{
    /// <summary>What became of a step; of an append only what lies behind the old end is read.</summary>
    public async Task<StepState> StateOfAsync(TicketId ticket, ChangeStep step)
    {
        var path = paths.File(ticket, step.File);
        if (step.AppendAt is not { } offset) return step.StateOf(await DurableFile.ReadAsync(path, Limits.Item, CancellationToken.None));
        var (length, tail) = await DurableFile.TailAsync(path, offset, Limits.Thread, CancellationToken.None);
        return step.StateOf(null, length, tail);
    }

    /// <summary>Puts the new content of a file beside it.</summary>
    public async Task PrepareAsync(int index, ChangeStep step)
    {
        if (step.AppendAt is not null || step.Remove) return;
        File.Delete(paths.TemporaryOf(index));
        await DurableFile.CreateAsync(paths.TemporaryOf(index), step.Content);
    }

    /// <summary>Does a step that was prepared.</summary>
    public async Task ApplyAsync(TicketId ticket, int index, ChangeStep step)
    {
        var path = paths.File(ticket, step.File);
        DurableFile.CreateFolder(Path.GetDirectoryName(path)!);
        if (step.Remove) DurableFile.Delete(path);
        else if (step.AppendAt is { } offset) await DurableFile.AppendAsync(path, offset, step.Content);
        else DurableFile.Place(paths.TemporaryOf(index), path);
    }

    /// <summary>Puts a file back as it was. One that somebody else changed since stays, and so does one whose old content nobody has.</summary>
    public async Task UndoAsync(TicketId ticket, ChangeStep step, StepState state)
    {
        var path = paths.File(ticket, step.File);
        switch (step.AppendAt, state)
        {
            case (0, StepState.Pending or StepState.Applied) when step.Old is null:
                DurableFile.Delete(path);
                break;
            case ({ } length, StepState.Pending or StepState.Applied) when new FileInfo(path) is { Exists: true } file && file.Length > length:
                DurableFile.Truncate(path, length);
                break;
            case (null, StepState.Applied) when step.OldSha256 is null:
                DurableFile.Delete(path);
                break;
            case (null, StepState.Applied) when step.Old is { } old:
                await DurableFile.ReplaceAsync(paths.Temporary, path, old);
                break;
        }
    }

    /// <summary>Removes what was prepared and not put in place.</summary>
    public void Clear(Change change)
    {
        for (var i = 0; i < change.Steps.Count; i++) File.Delete(paths.TemporaryOf(i));
    }
}
