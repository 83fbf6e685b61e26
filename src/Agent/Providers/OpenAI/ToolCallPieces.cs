using System.Text;
using System.Text.Json;
using Microsoft.Extensions.AI;
using OpenAI.Chat;

namespace Yoi.Agent;

/// <summary>Puts streamed tool calls together.</summary>
internal sealed class ToolCallPieces
{
    private const int MaxBytes = 1024 * 1024;
    private readonly SortedDictionary<int, Pieces> _calls = [];
    private int _bytes;

    public void Add(StreamingChatToolCallUpdate update)
    {
        if (!_calls.TryGetValue(update.Index, out var call)) _calls[update.Index] = call = new();
        if (!string.IsNullOrEmpty(update.ToolCallId)) call.Id = update.ToolCallId;
        if (!string.IsNullOrEmpty(update.FunctionName)) call.Name = update.FunctionName;
        if (update.FunctionArgumentsUpdate is not { } arguments) return;
        var bytes = arguments.ToMemory();
        _bytes += bytes.Length;
        if (_bytes > MaxBytes || _calls.Count > 1_000) throw new ProviderException(ProviderFailure.Permanent("The model's tool calls are larger than 1 MiB."));
        call.Arguments.Write(bytes.Span);
    }

    public List<AIContent> Finish() => [.. _calls.Values.Select(Content)];

    private static FunctionCallContent Content(Pieces call)
    {
        var raw = call.Arguments.GetBuffer().AsMemory(0, (int)call.Arguments.Length);
        var text = Encoding.UTF8.GetString(raw.Span);
        try
        {
            return new(call.Id, call.Name, raw.IsEmpty ? [] : Parse(raw)) { RawRepresentation = text };
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            // A name with half a surrogate pair is found out only when it is read.
            return new(call.Id, call.Name) { Exception = exception, RawRepresentation = text };
        }
    }

    private static Dictionary<string, object?> Parse(ReadOnlyMemory<byte> raw)
    {
        using var document = JsonDocument.Parse(raw);
        if (document.RootElement.ValueKind != JsonValueKind.Object) throw new JsonException("Tool arguments that are not an object.");
        var arguments = new Dictionary<string, object?>(StringComparer.Ordinal);
        foreach (var property in document.RootElement.EnumerateObject()) arguments[property.Name] = property.Value.Clone();
        return arguments;
    }

    private sealed class Pieces
    {
        public string Id { get; set; } = "";

        public string Name { get; set; } = "";

        public MemoryStream Arguments { get; } = new();
    }
}
