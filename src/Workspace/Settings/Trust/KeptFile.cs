using Yoi.Protocol;

namespace Yoi.Workspace;

/// <summary>A small file in the user's own folder, replaced whole: after a crash it is the old one or the new one.</summary>
internal sealed class KeptFile(string path)
{
    /// <summary>Its text; null where there is none; <c>store_failed</c> where it cannot be read.</summary>
    public async Task<(string? Text, Fault? Fault)> ReadAsync(CancellationToken cancellationToken)
    {
        try
        {
            return (await File.ReadAllTextAsync(path, cancellationToken), null);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return (null, null);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return (null, Failed("read", e));
        }
    }

    /// <summary>Replaces it. Readable by its owner only, as is its folder when this makes it.</summary>
    public async Task<Fault?> WriteAsync(ReadOnlyMemory<byte> content, CancellationToken cancellationToken)
    {
        var temporary = $"{path}.{Guid.NewGuid():N}.tmp";
        try
        {
            MakeFolder(Path.GetDirectoryName(path)!);
            try
            {
                await using (var file = Create(temporary))
                {
                    await file.WriteAsync(content, cancellationToken);
                    file.Flush(flushToDisk: true);
                }

                File.Move(temporary, path, overwrite: true);
                return null;
            }
            finally
            {
                File.Delete(temporary);
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return Failed("written", e);
        }
    }

    private static void MakeFolder(string folder)
    {
        if (OperatingSystem.IsWindows()) Directory.CreateDirectory(folder);
        else Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    private static FileStream Create(string name)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        return new(name, options);
    }

    private static Fault Failed(string done, Exception e) =>
        new(FaultCodes.StoreFailed, $"The trust folder in YOI_HOME cannot be {done} ({e.GetType().Name}); check its permissions and the disk's room.");
}
