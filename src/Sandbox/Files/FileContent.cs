namespace Yoi.Sandbox;

/// <summary>A file as read inside a sandbox.</summary>
/// <param name="Bytes">Its beginning, up to the caller's limit.</param>
/// <param name="Size">All its bytes when it was read.</param>
public sealed record FileContent(ReadOnlyMemory<byte> Bytes, long Size)
{
    /// <summary>True where the limit cut something off.</summary>
    public bool Truncated => Bytes.Length < Size;
}
