using System.Text;
using Yoi.Protocol;
using Yoi.Protocol.Browser;

namespace Yoi.Workspace;

/// <summary>The message being streamed, from its first character.</summary>
internal sealed class InFlight
{
    private readonly StringBuilder _text = new();
    private string? _message;

    /// <summary>It as a frame; null where no message is being streamed.</summary>
    public WorkerDeltaFrame? Frame => _message is null ? null : new(_message, 0, _text.ToString());

    public void Set(DeltaFrame? delta)
    {
        _text.Clear();
        _message = delta?.MessageId;
        if (delta is not null) _text.Append(delta.Text);
    }

    /// <summary>Text that lies behind what is known, or begins anew.</summary>
    public void Add(DeltaFrame delta)
    {
        if (delta.MessageId != _message || delta.Offset == 0)
        {
            Set(delta);
            return;
        }

        if (delta.Offset > _text.Length) return;
        _text.Length = delta.Offset;
        _text.Append(delta.Text);
    }

    /// <summary>The message as it was recorded, or the end of its run, takes the place of the text in flight.</summary>
    public void Recorded(WorkerEvent item)
    {
        if (item is RunFinished || (item is AssistantMessage message && message.MessageId == _message)) Set(null);
    }
}
