using Yoi.Protocol.Browser;

namespace Yoi.Workspace;

/// <summary>How much an event holds: the texts that may be large.</summary>
internal static class EventText
{
    /// <summary>Characters, roughly.</summary>
    public static long LengthOf(TranscriptEvent item) => item switch
    {
        UserMessageView x => x.Text.Length,
        AssistantMessageView x => x.Text.Length + (x.Reasoning?.Length ?? 0),
        ToolCallView x => x.Arguments.GetRawText().Length,
        ToolResultView x => x.Text.Length,
        NoteView x => x.Text.Length,
        _ => 0,
    };

    /// <summary>Characters of a frame's event; 0 where it has none.</summary>
    public static long LengthOf(WatchedFrame frame) => frame.Frame is WorkerEventFrame { Event: var item } ? LengthOf(item) : 0;
}
