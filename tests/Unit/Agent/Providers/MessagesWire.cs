using System.Text;
using System.Text.Json;

namespace Yoi.Tests.Unit.Agent.Providers;

/// <summary>Writes answers as the Messages API streams them: named events, one a chunk.</summary>
internal sealed class MessagesWire
{
    private readonly List<ReadOnlyMemory<byte>> _events = [];
    private int _blocks;

    public MessagesWire(int input = 100, int cacheRead = 0) => Event("message_start", new
    {
        type = "message_start",
        message = new
        {
            id = "msg_1",
            type = "message",
            role = "assistant",
            content = Array.Empty<object>(),
            model = "claude-test",
            stop_reason = (string?)null,
            stop_sequence = (string?)null,
            usage = new { input_tokens = input, cache_creation_input_tokens = 0, cache_read_input_tokens = cacheRead, output_tokens = 1 },
        },
    });

    public MessagesWire Text(params string[] pieces)
    {
        Event("content_block_start", new { type = "content_block_start", index = _blocks, content_block = new { type = "text", text = "" } });
        Event("ping", new { type = "ping" });
        foreach (var piece in pieces) Event("content_block_delta", new { type = "content_block_delta", index = _blocks, delta = new { type = "text_delta", text = piece } });
        Event("content_block_stop", new { type = "content_block_stop", index = _blocks++ });
        return this;
    }

    public MessagesWire Call(string id, string name, params string[] pieces)
    {
        Event("content_block_start", new { type = "content_block_start", index = _blocks, content_block = new { type = "tool_use", id, name, input = new { } } });
        foreach (var piece in pieces) Event("content_block_delta", new { type = "content_block_delta", index = _blocks, delta = new { type = "input_json_delta", partial_json = piece } });
        Event("content_block_stop", new { type = "content_block_stop", index = _blocks++ });
        return this;
    }

    public MessagesWire Error(string type, string message)
    {
        Event("error", new { type = "error", error = new { type, message } });
        return this;
    }

    /// <summary>The end of a whole answer.</summary>
    public MessagesWire Stop(string reason, int output = 50)
    {
        Event("message_delta", new { type = "message_delta", delta = new { stop_reason = reason, stop_sequence = (string?)null }, usage = new { output_tokens = output } });
        Event("message_stop", new { type = "message_stop" });
        return this;
    }

    public ModelServer.Answer Answer(bool breaksOff = false) => new(200, _events, breaksOff) { ContentType = "text/event-stream" };

    private void Event(string name, object data) => _events.Add(Encoding.UTF8.GetBytes($"event: {name}\ndata: {JsonSerializer.Serialize(data)}\n\n"));
}
