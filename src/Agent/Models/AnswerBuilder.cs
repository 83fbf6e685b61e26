using System.Text;
using Microsoft.Extensions.AI;
using Yoi.Protocol;

namespace Yoi.Agent;

/// <summary>Puts the pieces of a streamed answer together, within bounds.</summary>
internal sealed class AnswerBuilder(string messageId, Redactor redactor, Action<string> publish)
{
    private const int MaxCalls = 64;
    private readonly RedactedStream _clean = new(redactor);
    private readonly StringBuilder _text = new();
    private readonly StringBuilder _reasoning = new();
    private readonly List<FunctionCallContent> _calls = [];
    private long _size;
    private long _input;
    private long _output;
    private bool _counted;
    private string? _model;
    private bool _finished;

    public void Add(ChatResponseUpdate update)
    {
        _model ??= update.ModelId;
        _finished |= update.FinishReason is not null;
        foreach (var content in update.Contents)
        {
            switch (content)
            {
                case TextContent { Text.Length: > 0 } text:
                    Say(_clean.Push(text.Text));
                    break;
                case TextReasoningContent { Text.Length: > 0 } reasoning:
                    Grow(reasoning.Text);
                    _reasoning.Append(reasoning.Text);
                    break;
                case FunctionCallContent call when _calls.Count == MaxCalls:
                    throw new ProviderException(ProviderFailure.Permanent(
                        $"The model asked for more than {MaxCalls} tool calls at once; '{call.Name}' was one too many."));
                case FunctionCallContent call:
                    _calls.Add(call);
                    break;
                case UsageContent usage:
                    _counted = true;
                    _input += usage.Details.InputTokenCount ?? 0;
                    _output += usage.Details.OutputTokenCount ?? 0;
                    break;
            }
        }
    }

    public ModelAnswer Finish(string model)
    {
        if (!_finished) return Broken(ProviderFailure.Retryable("The model's answer broke off before its end."), model);
        Say(_clean.Finish());
        return Answer(model) with { Calls = _calls };
    }

    /// <summary>What arrived before the failure: the text stays, the tool calls go.</summary>
    public ModelAnswer Broken(ProviderFailure failure, string model) => Answer(model) with { Failure = failure with { Fault = redactor.Clean(failure.Fault) } };

    public ModelAnswer Cancelled(string model) => Answer(model) with { Cancelled = true };

    private ModelAnswer Answer(string model) => new()
    {
        MessageId = messageId,
        Text = _text.ToString(),
        Reasoning = _reasoning.Length > 0 ? redactor.Clean(_reasoning.ToString()) : null,
        Usage = _counted ? new UsageReported(_model ?? model, new(_input, _output)) : null,
    };

    private void Say(string piece)
    {
        if (piece.Length == 0) return;
        Grow(piece);
        _text.Append(piece);
        publish(piece);
    }

    private void Grow(string piece)
    {
        _size += EventSize.Of(piece);
        if (_size > EventSize.Limit)
            throw new ProviderException(ProviderFailure.Permanent(
                $"The model's answer is longer than the {EventSize.Limit / 1024} KiB an event may hold. Lower the model's output limit."));
    }
}
