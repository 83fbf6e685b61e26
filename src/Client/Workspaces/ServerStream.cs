using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Yoi.Protocol;

namespace Yoi.Client;

/// <summary>Reads a stream of the server and takes a lost one up again: behind the last cursor, or anew where it has none.</summary>
/// <param name="http">The server.</param>
/// <param name="path">The stream.</param>
/// <param name="type">Its frames.</param>
/// <param name="endOf">Why a frame says the stream ends; null for all others.</param>
internal sealed class ServerStream<T>(ServerHttp http, ApiPath path, JsonTypeInfo<T> type, Func<T, Fault?> endOf)
    where T : class
{
    // A server that stops says so; another one may come.
    private static readonly string[] Passing =
    [
        FaultCodes.RuntimeStopped, FaultCodes.RuntimeUnavailable, FaultCodes.RuntimeTimeout, FaultCodes.Overloaded, FaultCodes.ServerUnavailable, FaultCodes.Timeout, FaultCodes.StoreFailed,
    ];

    private static readonly string[] LostCursor = [FaultCodes.CursorFuture, FaultCodes.CursorForeign, FaultCodes.CursorMalformed];

    /// <summary>Frames, and last why there are no more.</summary>
    public async IAsyncEnumerable<Result<T>> RunAsync(string? after, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var backoff = new Backoff(http.Options.StreamPatience, http.Options.Time);
        while (true)
        {
            var opened = await http.OpenAsync(path, after, cancellationToken);
            var end = opened.Fault;
            if (opened.TryGet(out var frames, out _))
            {
                await using var owned = frames;
                while (end is null)
                {
                    if (!(await frames.NextAsync(cancellationToken)).TryGet(out var sent, out end)) break;
                    if (!JsonReading.TryRead(sent.Json.Span, ReadingJson.Of(type), out var frame))
                    {
                        // A frame of a newer server is passed over; what matters of it can be asked for.
                        if (!IsObject(sent.Json)) end = ServerFaults.Malformed;
                        continue;
                    }

                    if ((end = endOf(frame)) is not null) break;
                    after = sent.Id ?? after;
                    backoff.Reset();
                    yield return frame;
                }
            }

            if (after is not null && LostCursor.Contains(end!.Code)) after = null;
            else if (end == ServerFaults.Malformed || !Passing.Contains(end!.Code) || !await backoff.WaitAsync(cancellationToken))
            {
                yield return end!;
                yield break;
            }
        }
    }

    private static bool IsObject(ReadOnlyMemory<byte> json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            return document.RootElement.ValueKind == JsonValueKind.Object;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
