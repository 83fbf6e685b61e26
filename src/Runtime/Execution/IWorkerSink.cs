using Yoi.Protocol;

namespace Yoi.Runtime;

/// <summary>A backend's way into its Worker's history. Implemented by the runtime; a seam so that a backend can be tested alone.</summary>
public interface IWorkerSink
{
    /// <summary>
    /// Makes events durable and visible, in one append, and answers them as committed (sequence numbers set). Run events, lifecycle events, messages and answers are the runtime's own and are refused.
    /// A fault means nothing was recorded.
    /// </summary>
    ValueTask<Result<IReadOnlyList<WorkerEvent>>> AppendAsync(IReadOnlyList<WorkerEvent> events, CancellationToken cancellationToken);

    /// <summary>Shows observers the next piece of a message's text. The message's event, once appended under the same id, ends it.</summary>
    void PublishDelta(string messageId, string text);
}
