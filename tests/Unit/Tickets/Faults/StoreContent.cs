using System.Security.Cryptography;
using System.Text;

namespace Yoi.Tests.Unit.Tickets.Faults;

/// <summary>What the tickets and objectives of a store hold, byte for byte, as one short text; empty folders and files beside their folders do not count.</summary>
internal static class StoreContent
{
    public static string Of(string root)
    {
        using var all = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var both = Path.GetDirectoryName(root)!;
        foreach (var path in Directory.EnumerateFiles(both, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            var name = Path.GetRelativePath(both, path);
            if (name.Split('/') is [_, ['.', ..], ..]) continue;
            all.AppendData(Encoding.UTF8.GetBytes(name + "\0"));
            all.AppendData(SHA256.HashData(File.ReadAllBytes(path)));
        }

        return Convert.ToHexStringLower(all.GetHashAndReset())[..16];
    }

    public static void Copy(string from, string to)
    {
        Directory.CreateDirectory(to);
        foreach (var folder in Directory.EnumerateDirectories(from, "*", SearchOption.AllDirectories)) Directory.CreateDirectory(Path.Combine(to, Path.GetRelativePath(from, folder)));
        foreach (var file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories)) File.Copy(file, Path.Combine(to, Path.GetRelativePath(from, file)));
    }
}
