using Yoi.Protocol.Browser;

namespace Yoi.Cli;

/// <summary>Where a transcript goes.</summary>
internal interface ITranscriptOutput
{
    /// <summary>A durable event.</summary>
    void Event(TranscriptEvent e);

    /// <summary>Text of a message as it comes.</summary>
    void Delta(WorkerDeltaFrame delta);

    /// <summary>Ends a line that is open.</summary>
    void Break();
}

/// <summary>As JSON, one event a line; text in flight comes with its event.</summary>
internal sealed class JsonTranscript : ITranscriptOutput
{
    public void Event(TranscriptEvent e) => JsonLine.Write(e, BrowserJson.Default.TranscriptEvent);

    public void Delta(WorkerDeltaFrame delta)
    {
    }

    public void Break()
    {
    }
}
