using System.Security.Cryptography;

namespace Yoi.Tests.Unit.Tickets.Doctor;

/// <summary>Everything in a folder, so that two moments can be compared.</summary>
internal static class Snapshot
{
    public static IReadOnlyList<string> Of(string folder) =>
        [.. Directory.EnumerateFileSystemEntries(folder, "*", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.None }).Order(StringComparer.Ordinal).Select(Line)];

    private static string Line(string path)
    {
        var info = new FileInfo(path);
        if (info.LinkTarget is { } target) return $"{path} -> {target}";
        if (!info.Exists) return $"{path}/";
        // Large files are made for their size alone.
        return info.Length > 1 << 20 ? $"{path} {info.Length}" : $"{path} {Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(path)))} {info.LastWriteTimeUtc:O}";
    }
}
