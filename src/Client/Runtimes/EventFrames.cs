using Yoi.Protocol;

namespace Yoi.Client;

/// <summary>Frames as server-sent events. Each is bounded in size and in the time it may take, and a line that stays silent for longer than its beats allow is broken.</summary>
internal sealed class EventFrames : IFrames
{
    /// <summary>Three beats of a server.</summary>
    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(45);
    private static readonly TimeSpan MostForOne = TimeSpan.FromSeconds(60);

    private readonly HttpResponseMessage _response;
    private readonly Stream _stream;
    private readonly RuntimeClientOptions _options;
    private byte[] _buffer = new byte[16 * 1024];
    private int _start;
    private int _end;
    private int _searched;
    private long? _began;

    private EventFrames(HttpResponseMessage response, Stream stream, RuntimeClientOptions options) => (_response, _stream, _options) = (response, stream, options);

    public static async Task<Result<IFrames>> OpenAsync(RuntimeHttp http, string path, string? after, RuntimeClientOptions options, CancellationToken cancellationToken)
    {
        if (!(await http.OpenAsync(path, after, cancellationToken)).TryGet(out var response, out var fault)) return fault;
        return new EventFrames(response, await response.Content.ReadAsStreamAsync(cancellationToken), options);
    }

    public async ValueTask<Result<ReadOnlyMemory<byte>>> NextAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            while (Block() is { } block)
                if (DataOf(block.Span) is { } data) return new ReadOnlyMemory<byte>(data);
            if (_end - _start > _options.MostBytes) return RemoteFaults.Malformed;
            if (_began is { } began && _options.Time.GetElapsedTime(began) > MostForOne) return RemoteFaults.TimedOut;
            if (await FillAsync(cancellationToken) is { } fault) return fault;
        }
    }

    public ValueTask DisposeAsync()
    {
        _response.Dispose();
        return ValueTask.CompletedTask;
    }

    private async ValueTask<Fault?> FillAsync(CancellationToken cancellationToken)
    {
        MakeRoom();
        using var deadline = new CancellationTokenSource(Silence, _options.Time);
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        try
        {
            var count = await _stream.ReadAsync(_buffer.AsMemory(_end), enough.Token);
            _end += count;
            _began ??= _options.Time.GetTimestamp();
            return count > 0 ? null : RemoteFaults.Unavailable;
        }
        catch (IOException exception)
        {
            return RemoteFaults.Of(exception);
        }
        catch (HttpRequestException exception)
        {
            return RemoteFaults.Of(exception);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return RemoteFaults.TimedOut;
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
        _began = _start < _end ? _options.Time.GetTimestamp() : null;
        return block;
    }

    private static byte[]? DataOf(ReadOnlySpan<byte> block)
    {
        byte[]? data = null;
        foreach (var range in block.Split((byte)'\n'))
        {
            var line = block[range];
            if (!line.StartsWith("data:"u8)) continue;
            line = line["data:".Length..];
            if (line.StartsWith(" "u8)) line = line[1..];
            data = data is null ? line.ToArray() : [.. data, (byte)'\n', .. line];
        }

        return data;
    }
}
