using Microsoft.Win32.SafeHandles;

namespace Yoi.Tickets;

/// <summary>Text in memory, until the index file has it; from then on a piece is read when it is asked for. A system keeps what is read often in memory by itself.</summary>
internal sealed class TextBlock
{
    private volatile byte[]? _bytes;
    private volatile Place? _place;

    /// <summary>Text in memory.</summary>
    public TextBlock(byte[] bytes) => _bytes = bytes;

    /// <summary>Text in a file.</summary>
    public TextBlock(SafeFileHandle file, long at) => _place = new(file, at);

    /// <summary>Whether it takes memory.</summary>
    public bool IsInMemory => _bytes is not null;

    /// <summary>The file has it from now on.</summary>
    public void Leave(SafeFileHandle file, long at)
    {
        _place = new(file, at);
        _bytes = null;
    }

    /// <summary>A piece.</summary>
    /// <exception cref="IndexDamagedException">The file does not hold it any more.</exception>
    public ReadOnlyMemory<byte> Read(int start, int length, uint sum)
    {
        if (_bytes is { } bytes) return bytes.AsMemory(start, length);
        var (file, at) = _place!;
        var text = new byte[length];
        try
        {
            if (IndexSegment.Fill(file, text, at + start) && Checksum.Of(text) == sum) return text;
        }
        catch (ObjectDisposedException)
        {
            // The store was closed meanwhile.
            throw new IndexDamagedException();
        }

        throw new IndexDamagedException();
    }

    private sealed record Place(SafeFileHandle File, long At);
}

/// <summary>An index file is not what it was; the index has to be built again.</summary>
internal sealed class IndexDamagedException() : IOException("The ticket index is damaged.");
