using Yoi.Protocol;

namespace Yoi.Runtime.Server;

/// <summary>Reads a token file whole, or says why nobody may be let in by it.</summary>
internal static class TokenFileReading
{
    private const int MostBytes = 1024 * 1024;

    private const UnixFileMode Others =
        UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.GroupExecute
        | UnixFileMode.OtherRead | UnixFileMode.OtherWrite | UnixFileMode.OtherExecute;

    /// <summary>What tells one state of the file from another without reading it.</summary>
    public static (DateTime Written, long Length, UnixFileMode Mode) StampOf(string path)
    {
        var file = new FileInfo(path);
        return file.Exists ? (file.LastWriteTimeUtc, file.Length, ModeOf(file)) : default;
    }

    /// <summary>The grants in the file's order. Fails with <c>not_found</c>, <c>forbidden_authority</c> (others may read it), <c>invalid</c> (a line, by its number) or <c>store_failed</c>.</summary>
    public static Result<IReadOnlyList<TokenGrant>> Read(string path)
    {
        try
        {
            var file = new FileInfo(path);
            if (!file.Exists) return new Fault(FaultCodes.NotFound, $"There is no token file {path}; make one with `yoi runtime token new`.");
            if ((ModeOf(file) & Others) != UnixFileMode.None) return new Fault(FaultCodes.ForbiddenAuthority, $"Others may read the token file {path}; give it mode 0600.");
            if (file.Length > MostBytes) return new Fault(FaultCodes.Invalid, $"The token file {path} is larger than {MostBytes / 1024} KiB; remove tokens that have expired.");
            return Lines(File.ReadAllBytes(path), path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return new Fault(FaultCodes.StoreFailed, $"The token file {path} cannot be read: {exception.Message}");
        }
    }

    private static Result<IReadOnlyList<TokenGrant>> Lines(byte[] text, string path)
    {
        var grants = new List<TokenGrant>();
        var number = 0;
        foreach (var range in text.AsSpan().Split((byte)'\n'))
        {
            number++;
            var line = text.AsSpan(range).Trim(" \t\r"u8);
            if (line.IsEmpty) continue;
            if (!TokenLine.Read(line).TryGet(out var grant, out var fault))
                return new Fault(FaultCodes.Invalid, $"Line {number} of the token file {path} cannot be used: {fault.Message}. Correct or remove it.");
            if (grants.Exists(known => known.Hash == grant.Hash))
                return new Fault(FaultCodes.Invalid, $"Line {number} of the token file {path} has the hash of an earlier one. Remove one of them.");
            grants.Add(grant);
        }

        return grants;
    }

    private static UnixFileMode ModeOf(FileInfo file) => OperatingSystem.IsWindows() ? UnixFileMode.None : file.UnixFileMode;
}
