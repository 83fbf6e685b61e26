using System.Text;
using Anthropic.Models.Messages;
using Microsoft.Extensions.AI;

namespace Yoi.Agent;

/// <summary>Keeps what the model wrote as tool inputs: bounds it, and hands it on where it was no JSON object and the library has nothing of it.</summary>
internal sealed class ToolInputPieces
{
    private const int MaxCharacters = 1024 * 1024;
    private readonly Dictionary<long, StringBuilder> _inputs = [];
    private int _size;

    public void Add(ChatResponseUpdate update)
    {
        if (update.RawRepresentation is not RawMessageStreamEvent raw) return;
        if (raw.TryPickContentBlockDelta(out var block) && block.Delta.TryPickInputJson(out var piece))
        {
            if (!_inputs.TryGetValue(block.Index, out var input)) _inputs[block.Index] = input = new();
            _size += piece.PartialJson.Length;
            if (_size > MaxCharacters) throw new ProviderException(ProviderFailure.Permanent("The model's tool calls are larger than 1 MiB."));
            input.Append(piece.PartialJson);
        }

        foreach (var call in update.Contents.OfType<FunctionCallContent>())
        {
            if (call.Exception is not null && raw.Index is { } index && _inputs.TryGetValue(index, out var written)) call.RawRepresentation = written.ToString();
        }
    }
}
