using System.Text;
using Yoi.Protocol;

namespace Yoi.Client;

/// <summary>Frames as server-sent events. Each is bounded in size and in the time it may take, and a line that stays silent for longer than its beats allow is broken.</summary>
internal sealed class EventFrames(HttpResponseMessage response, Stream stream, HttpLineOptions options) : IFrames
{
    /// <summary>Three beats of a server.</summary>
    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(45);
    private static readonly TimeSpan MostForOne = TimeSpan.FromSeconds(60);

    private byte[] _buffer = new byte[16 * 1024];
    private int _start;
    private int _end;
    private int _searched;
    private long? _began;

    public async ValueTask<Result<SentFrame>> NextAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            while (Block() is { } block)
                if (Field(block.Span, "data:"u8) is { } data) return new SentFrame(data, Field(block.Span, "id:"u8) is { } id ? Encoding.UTF8.GetString(id) : null);
            if (_end - _start > options.MostBytes) return options.Faults.Malformed;
            if (_began is { } began && options.Time.GetElapsedTime(began) > MostForOne) return options.Faults.TimedOut;
            if (await FillAsync(cancellationToken) is { } fault) return fault;
        }
    }

    public ValueTask DisposeAsync()
    {
        response.Dispose();
        return ValueTask.CompletedTask;
    }

    private async ValueTask<Fault?> FillAsync(CancellationToken cancellationToken)
    {
        MakeRoom();
        using var deadline = new CancellationTokenSource(Silence, options.Time);
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        try
        {
            var count = await stream.ReadAsync(_buffer.AsMemory(_end), enough.Token);
            _end += count;
            _began ??= options.Time.GetTimestamp();
            return count > 0 ? null : options.Faults.Lost;
        }
        catch (IOException exception)
        {
            return options.Faults.Of(exception);
        }
        catch (HttpRequestException exception)
        {
            return options.Faults.Of(exception);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return options.Faults.TimedOut;
        }
    }

    private void MakeRoom()
    {
        if (_start > 0)
        {
            _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
            (_end, _searched, _start) = (_end - _start, _searched - _start, 0);
        }

        if (_end == _buffer.Length) Array.Resize(ref _buffer, _buffer.Length * 2);
    }

    /// <summary>The lines up to the next blank one; null where that has not come yet.</summary>
    private ReadOnlyMemory<byte>? Block()
    {
        // The blank line may have begun before what was searched.
        var from = Math.Max(_start, _searched - 1);
        var found = _buffer.AsSpan(from, _end - from).IndexOf("\n\n"u8);
        _searched = _end;
        if (found < 0) return null;
        var block = _buffer.AsMemory(_start, from + found - _start);
        _start = _searched = from + found + 2;
        _began = _start < _end ? options.Time.GetTimestamp() : null;
        return block;
    }

    /// <summary>A field's lines; null where it has none.</summary>
    private static byte[]? Field(ReadOnlySpan<byte> block, ReadOnlySpan<byte> name)
    {
        byte[]? lines = null;
        foreach (var range in block.Split((byte)'\n'))
        {
            var line = block[range];
            if (!line.StartsWith(name)) continue;
            line = line[name.Length..];
            if (line.StartsWith(" "u8)) line = line[1..];
            lines = lines is null ? line.ToArray() : [.. lines, (byte)'\n', .. line];
        }

        return lines;
    }
}
