using System.Globalization;
using Microsoft.Win32.SafeHandles;

namespace Yoi.Journal.Files;

/// <summary>One file of the log. Only the writer changes it; readers read below <see cref="Length"/>.</summary>
internal sealed class Segment(int number, string path, SafeFileHandle handle, long length) : IDisposable
{
    private SafeFileHandle _handle = handle;

    public int Number { get; } = number;

    public string Path { get; } = path;

    /// <summary>The file's name as people see it: relative to the journal's root.</summary>
    public string Name => $"log/{System.IO.Path.GetFileName(Path)}";

    /// <summary>Bytes that are acknowledged; what lies behind is not part of the log.</summary>
    public long Length { get; set; } = length;

    /// <summary>Length of the last acknowledged line, its line break included.</summary>
    public int LastLine { get; set; }

    public SafeFileHandle Handle => Volatile.Read(ref _handle);

    public static string FileName(int number) => number.ToString("D8", CultureInfo.InvariantCulture) + ".jsonl";

    /// <summary>The number in a name that <see cref="FileName"/> made; null for any other name.</summary>
    public static int? NumberOf(string fileName) =>
        fileName.EndsWith(".jsonl", StringComparison.Ordinal)
        && int.TryParse(fileName.AsSpan(0, fileName.Length - 6), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
        && number > 0 && FileName(number) == fileName
            ? number
            : null;

    public static Segment Open(int number, string path, FileMode mode)
    {
        var handle = OpenHandle(path, mode);
        return new(number, path, handle, RandomAccess.GetLength(handle));
    }

    /// <summary>Takes a fresh handle. The old one stays open until the last reader let go of it and the collector finds it.</summary>
    public void Reopen() => Volatile.Write(ref _handle, OpenHandle(Path, FileMode.Open));

    public void Dispose() => Handle.Dispose();

    private static SafeFileHandle OpenHandle(string path, FileMode mode) =>
        File.OpenHandle(path, mode, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete);
}
