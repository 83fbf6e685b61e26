using System.Buffers;
using System.IO.Pipelines;
using System.Text.Json;
using Yoi.Protocol;

namespace Yoi.Workspace.Server;

/// <summary>Calls of ticket tools on one connection: a line is a call, and a line answers it.</summary>
internal sealed class ToolLines(WorkerRef worker, Stream stream, WorkerSocketsOptions options)
{
    /// <summary>Until the other side leaves, sends what no line can hold, or the socket is closed.</summary>
    public async Task RunAsync(CancellationToken closing)
    {
        var reader = PipeReader.Create(stream, new(leaveOpen: true));
        while (true)
        {
            var read = await reader.ReadAsync(closing);
            var buffer = read.Buffer;
            while (buffer.PositionOf((byte)'\n') is { } end)
            {
                var line = buffer.Slice(0, end);
                await AnswerAsync(line.Length > options.MostBytes ? TooLarge() : await CallAsync(line), closing);
                buffer = buffer.Slice(buffer.GetPosition(1, end));
            }

            if (buffer.Length > options.MostBytes)
            {
                await AnswerAsync(TooLarge(), closing);
                return;
            }

            if (read.IsCompleted) return;
            reader.AdvanceTo(buffer.Start, buffer.End);
        }
    }

    private async Task<TicketToolReply> CallAsync(ReadOnlySequence<byte> line)
    {
        TicketToolCall? call;
        try
        {
            var json = new Utf8JsonReader(line);
            call = JsonSerializer.Deserialize(ref json, WireJson.Default.TicketToolCall);
        }
        catch (JsonException)
        {
            call = null;
        }

        if (call is not { Name.Length: > 0, CallId.Length: > 0 and <= 128, Arguments.ValueKind: JsonValueKind.Object })
            return Refused(FaultCodes.Invalid, """Send {"name":…,"call_id":…,"arguments":{…}} on a line of its own, with a call_id of 1 to 128 characters.""");
        // What a Worker has begun is done once, whether or not it stays for the answer.
        return await options.Tools(worker, call, CancellationToken.None);
    }

    private TicketToolReply TooLarge() => Refused(FaultCodes.TooLarge, $"A call is one line of at most {options.MostBytes:N0} bytes.");

    private static TicketToolReply Refused(string code, string message) => new($"{code}: {message}", IsError: true);

    private async Task AnswerAsync(TicketToolReply reply, CancellationToken closing)
    {
        await stream.WriteAsync((byte[])[.. JsonSerializer.SerializeToUtf8Bytes(reply, WireJson.Default.TicketToolReply), (byte)'\n'], closing);
        await stream.FlushAsync(closing);
    }
}
