using Yoi.Protocol.Browser;

namespace Yoi.Cli;

/// <summary>The end of a Worker's id, which tells it from others; the beginning is the time.</summary>
internal static class ShortId
{
    private const int Length = 8;

    public static string Of(WorkerView worker) => worker.Worker.ToString()[^Length..];
}
