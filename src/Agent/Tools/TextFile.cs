using System.Text;
using Yoi.Protocol;
using Yoi.Sandbox;

namespace Yoi.Agent;

/// <summary>A file of the worktree as text.</summary>
/// <param name="Text">Its text, or the beginning of it.</param>
/// <param name="TotalBytes">The whole file's size.</param>
/// <param name="Truncated">True where the file is larger than what was read.</param>
internal sealed record TextFile(string Text, long TotalBytes, bool Truncated)
{
    /// <summary>Bytes read of a file.</summary>
    public const int Limit = 1024 * 1024;

    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Reads it; <c>invalid</c> where it is no UTF-8 text.</summary>
    public static async Task<Result<TextFile>> ReadAsync(SandboxedFiles files, Scope scope, string path, CancellationToken cancellationToken)
    {
        var read = await files.ReadAsync(scope, path, Limit, cancellationToken);
        if (!read.TryGet(out var content, out var fault)) return fault;
        var bytes = content.Bytes;
        if (content.Truncated) bytes = bytes[..WholeCharacters(bytes.Span)];
        try
        {
            if (bytes.Span.Contains((byte)0)) return NotText(path);
            return new TextFile(Strict.GetString(bytes.Span), content.Size, content.Truncated);
        }
        catch (DecoderFallbackException)
        {
            return NotText(path);
        }
    }

    private static Fault NotText(string path) => new(FaultCodes.Invalid, $"'{path}' is not a UTF-8 text file. Use shell to look at it.");

    private static int WholeCharacters(ReadOnlySpan<byte> bytes)
    {
        var end = bytes.Length;
        while (end > 0 && bytes.Length - end < 4 && (bytes[end - 1] & 0xC0) == 0x80) end--;
        return end > 0 && bytes[end - 1] >= 0xC0 ? end - 1 : bytes.Length;
    }
}
