using System.Text.Json;
using Yoi.Protocol;

namespace Yoi.Runtime.Server;

/// <summary>Adds tokens to a token file.</summary>
internal static class TokenFileWriting
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    public static async ValueTask<Result<string>> AddAsync(string path, NewToken token, CancellationToken cancellationToken)
    {
        var text = Secret.New();
        var line = new TokenLine(Convert.ToHexStringLower(Secret.Hash(text)!), token.Workspace, token.Permissions, token.Name, token.Expires);
        if (line.Check().Fault is { } bad) return new Fault(FaultCodes.Invalid, $"The token cannot be made: {bad.Message}.");
        // A file that could not be used afterwards either is not added to.
        if (TokenFileReading.Read(path).Fault is { Code: not FaultCodes.NotFound } fault) return fault;
        try
        {
            await WriteAsync(path, [.. JsonSerializer.SerializeToUtf8Bytes(line, TokenJson.Default.TokenLine), (byte)'\n'], cancellationToken);
            return text;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return new Fault(FaultCodes.StoreFailed, $"The token file {path} cannot be written: {exception.Message}");
        }
    }

    private static async Task WriteAsync(string path, byte[] line, CancellationToken cancellationToken)
    {
        var options = new FileStreamOptions { Mode = FileMode.OpenOrCreate, Access = FileAccess.ReadWrite, Share = FileShare.Read, BufferSize = 0 };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = OwnerOnly;
        await using var file = new FileStream(path, options);
        var last = new byte[1];
        if (file.Length > 0)
        {
            file.Seek(-1, SeekOrigin.End);
            await file.ReadExactlyAsync(last, cancellationToken);
            // An editor may have left the last line open.
            if (last[0] != (byte)'\n') line = [(byte)'\n', .. line];
        }

        file.Seek(0, SeekOrigin.End);
        // In one write: a server that reads meanwhile finds the line whole or not at all.
        await file.WriteAsync(line, cancellationToken);
        file.Flush(flushToDisk: true);
    }
}
