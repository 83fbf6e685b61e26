using System.Buffers;

namespace Yoi.Runtime.Server;

/// <summary>Bytes of an answer while it is made, in an array that is given back.</summary>
internal sealed class RentedBytes : IBufferWriter<byte>, IDisposable
{
    private const int Least = 4 * 1024;

    private byte[] _bytes = ArrayPool<byte>.Shared.Rent(Least);
    private int _count;

    /// <summary>What was written so far; gone once it is disposed.</summary>
    public ReadOnlyMemory<byte> Written => _bytes.AsMemory(0, _count);

    public void Advance(int count) => _count += count;

    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        if (_bytes.Length - _count < Math.Max(sizeHint, 1)) Grow(sizeHint);
        return _bytes.AsMemory(_count);
    }

    public Span<byte> GetSpan(int sizeHint = 0) => GetMemory(sizeHint).Span;

    public void Dispose()
    {
        ArrayPool<byte>.Shared.Return(_bytes);
        (_bytes, _count) = ([], 0);
    }

    private void Grow(int sizeHint)
    {
        var larger = ArrayPool<byte>.Shared.Rent(checked(Math.Max(_bytes.Length * 2, _count + sizeHint)));
        Written.Span.CopyTo(larger);
        ArrayPool<byte>.Shared.Return(_bytes);
        _bytes = larger;
    }
}
