using System.Runtime.CompilerServices;
using Yoi.Protocol;

namespace Yoi.Client;

/// <summary>Observes over as many connections as it takes.</summary>
internal sealed class RuntimeStream(RuntimeClientOptions options, Func<string?, CancellationToken, Task<Result<IFrames>>> open)
{
    // Another try may go better: the runtime restarts, has too much to do, or something between broke.
    private static readonly string[] Passing =
    [
        FaultCodes.RuntimeUnavailable, FaultCodes.RuntimeTimeout, FaultCodes.RuntimeStopped, FaultCodes.Overloaded, FaultCodes.StoreFailed, FaultCodes.DiskFull, FaultCodes.Internal, FaultCodes.Timeout,
    ];

    public async IAsyncEnumerable<ObservationFrame> RunAsync(string? after, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var (place, backoff) = (new StreamPlace(after), new Backoff(options.StreamPatience, options.Time));
        while (true)
        {
            var opened = await open(place.Cursor, cancellationToken);
            var end = opened.Fault;
            if (opened.TryGet(out var frames, out _))
            {
                await using var owned = frames;
                while (end is null)
                {
                    if (!(await frames.NextAsync(cancellationToken)).TryGet(out var sent, out end)) break;
                    if (!WireReading.Read(sent.Json.Span, WireJson.Default.ObservationFrame).TryGet(out var frame, out end)) break;
                    if (frame is ClosedFrame closed)
                    {
                        end = RemoteFaults.Of(closed.Fault.Code);
                        break;
                    }

                    (var fresh, end) = place.Take(frame);
                    if (fresh is null) continue;
                    backoff.Reset();
                    yield return fresh;
                }
            }

            if (IsFinal(end!) || !await backoff.WaitAsync(cancellationToken))
            {
                yield return new ClosedFrame(end!);
                yield break;
            }
        }
    }

    /// <summary>Whether there is no use in trying again.</summary>
    public static bool IsFinal(Fault end) => !Passing.Contains(end.Code);

    /// <summary>Why a stream of something else says it ends.</summary>
    public static Fault EndOf(ReadOnlySpan<byte> json) =>
        WireReading.Read(json, WireJson.Default.ObservationFrame).TryGet(out var frame, out var fault) ? frame is ClosedFrame closed ? RemoteFaults.Of(closed.Fault.Code) : RemoteFaults.Malformed : fault;
}
