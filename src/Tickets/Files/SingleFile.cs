using Yoi.Protocol;

namespace Yoi.Tickets;

/// <summary>A change that is one file: it is there whole, or a fault and the file as it was.</summary>
internal static class SingleFile
{
    /// <summary>Replaces a file; null, or <c>disk_full</c> or <c>store_failed</c>, and then what was there before is there again.</summary>
    /// <param name="temporary">Where the new content is put until it takes its place.</param>
    /// <param name="path">The file.</param>
    /// <param name="old">What it held; null where there was none.</param>
    /// <param name="content">What it is to hold.</param>
    /// <param name="doing">What a fault says was being done.</param>
    public static async Task<Fault?> WriteAsync(string temporary, string path, byte[]? old, ReadOnlyMemory<byte> content, string doing)
    {
        try
        {
            await DurableFile.ReplaceAsync(temporary, path, content);
            return null;
        }
        catch (Exception e) when (IoFaults.Expected(e))
        {
            var fault = IoFaults.Of(e, doing);
            return await PutBackAsync(temporary, path, old, content) ? fault : fault with { Message = $"{fault.Message} It may be there all the same: read it before you write it again." };
        }
    }

    /// <summary>Undoes a write whose name may not be on the disk; false where the disk refused that too.</summary>
    private static async Task<bool> PutBackAsync(string temporary, string path, byte[]? old, ReadOnlyMemory<byte> content)
    {
        try
        {
            if (await DurableFile.ReadAsync(path, Math.Max(content.Length, 1), CancellationToken.None) is not { } now || !now.AsSpan().SequenceEqual(content.Span)) return true;
            if (old is null) DurableFile.Delete(path);
            else await DurableFile.ReplaceAsync(temporary, path, old);
            return true;
        }
        catch (FileTooLargeException)
        {
            // It is larger than what was written, so it is what was there before.
            return true;
        }
        catch (Exception e) when (IoFaults.Expected(e))
        {
            return false;
        }
    }
}
