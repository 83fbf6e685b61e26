using System.Runtime.CompilerServices;
using System.Text.Json;
using Yoi.Protocol;
using Yoi.Protocol.Browser;

namespace Yoi.Client;

/// <summary>Reads a Worker's stream and takes a lost one up again behind the last cursor.</summary>
internal sealed class WorkerStreamReader(ServerHttp http, string path, TimeProvider time)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan FirstWait = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(5);

    // A server that stops says so; another one may come.
    private static readonly string[] Passing = [FaultCodes.RuntimeStopped, FaultCodes.RuntimeUnavailable, FaultCodes.RuntimeTimeout, FaultCodes.Overloaded, FaultCodes.ServerUnavailable];
    private static readonly string[] LostCursor = [FaultCodes.CursorFuture, FaultCodes.CursorForeign, FaultCodes.CursorMalformed];

    public async IAsyncEnumerable<WorkerFrame> RunAsync(string? after, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var (wait, lostAt) = (FirstWait, (DateTimeOffset?)null);
        while (true)
        {
            var closed = new Notice(FaultCodes.ServerUnavailable, ServerHttp.Unavailable.Message);
            var opened = await http.OpenAsync(path, after, cancellationToken);
            if (opened.TryGet(out var response, out var fault))
            {
                using var owned = response;
                await foreach (var sent in ServerEvents.ReadAsync(await response.Content.ReadAsStreamAsync(cancellationToken), cancellationToken))
                {
                    if (Frame(sent) is not { } frame) continue;
                    after = sent.Id ?? after;
                    if (frame is WorkerClosedFrame last)
                    {
                        closed = last.Problem;
                        continue;
                    }

                    (wait, lostAt) = (FirstWait, null);
                    yield return frame;
                }
            }
            else
            {
                closed = new(fault.Code, fault.Message);
            }

            if (after is not null && LostCursor.Contains(closed.Code))
            {
                after = null;
                continue;
            }

            lostAt ??= time.GetUtcNow();
            if (!Passing.Contains(closed.Code) || time.GetUtcNow() - lostAt >= Patience)
            {
                yield return new WorkerClosedFrame(closed);
                yield break;
            }

            await Task.Delay(wait, time, cancellationToken);
            wait = TimeSpan.FromTicks(Math.Min(wait.Ticks * 2, LongestWait.Ticks));
        }
    }

    private static WorkerFrame? Frame(ServerEventText sent)
    {
        try
        {
            return JsonSerializer.Deserialize(sent.Data, ReadingJson.Types.WorkerFrame);
        }
        catch (JsonException)
        {
            // A frame of a newer server is passed over; events are read again by number where that matters.
            return null;
        }
    }
}
