using System.Text.Json;
using Yoi.Protocol;

namespace Yoi.Runtime.Server;

/// <summary>The records on disk: one small file each, replaced whole, so that after a crash it is the old one or the new one.</summary>
internal sealed class WorktreeRecords(string folder)
{
    private const string Extension = ".json";
    private const UnixFileMode OwnersFile = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>All there are by their worktrees' folders; null in place of one that cannot be read, which stays taken.</summary>
    public async Task<Result<IReadOnlyDictionary<string, WorktreeRecord?>>> LoadAsync(CancellationToken cancellationToken)
    {
        try
        {
            MakeFolder();
            var records = new Dictionary<string, WorktreeRecord?>();
            foreach (var file in Directory.EnumerateFiles(folder, $"*{Extension}"))
            {
                var name = Path.GetFileNameWithoutExtension(file);
                var record = Read(await File.ReadAllBytesAsync(file, cancellationToken));
                records.Add(name, record?.Folder == name ? record : null);
            }

            return records;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return Failed(exception);
        }
    }

    /// <summary>Keeps a record; <c>store_failed</c> means that the one before stands.</summary>
    public async Task<Fault?> SaveAsync(WorktreeRecord record)
    {
        var path = PathOf(record);
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = OwnersFile;
        try
        {
            await using (var file = new FileStream($"{path}.new", options))
            {
                await file.WriteAsync(JsonSerializer.SerializeToUtf8Bytes(record, WorktreeRecordJson.Default.WorktreeRecord), CancellationToken.None);
                file.Flush(flushToDisk: true);
            }

            File.Move($"{path}.new", path, overwrite: true);
            return null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return Failed(exception);
        }
    }

    /// <summary>Lets go of a record of nothing.</summary>
    public Fault? Forget(WorktreeRecord record)
    {
        try
        {
            File.Delete(PathOf(record));
            return null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return Failed(exception);
        }
    }

    private static WorktreeRecord? Read(byte[] text)
    {
        try
        {
            return JsonSerializer.Deserialize(text, WorktreeRecordJson.Default.WorktreeRecord);
        }
        catch (JsonException)
        {
            // Told by the null: whoever opened this names the file.
            return null;
        }
    }

    private void MakeFolder()
    {
        if (OperatingSystem.IsWindows()) Directory.CreateDirectory(folder);
        else Directory.CreateDirectory(folder, OwnersFile | UnixFileMode.UserExecute);
    }

    private string PathOf(WorktreeRecord record) => Path.Combine(folder, record.Folder + Extension);

    private static Fault Failed(Exception exception) => new(FaultCodes.StoreFailed, $"The records of worktrees cannot be read or written: {exception.Message}");
}
