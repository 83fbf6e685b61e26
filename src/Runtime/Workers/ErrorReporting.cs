using Yoi.Protocol;

namespace Yoi.Runtime;

/// <summary>Records what went wrong around a Worker at rest and is nothing its execution could tell: people see it in transcript and summary, the model is not told.</summary>
internal sealed class ErrorReporting(RuntimeScope scope)
{
    private const int MostMessage = 4_000;

    public async ValueTask<Fault?> ReportAsync(WorkerId id, Fault error, CancellationToken cancellationToken)
    {
        if (!(await scope.Workers.HoldAsync(id, cancellationToken)).TryGet(out var hold, out var fault)) return fault;
        using var held = hold;
        var worker = hold.Worker;
        using var gate = await worker.EnterAsync(cancellationToken);
        if (scope.Stopped) return RuntimeScope.StoppedFault;
        if (worker.Run is { } run) return new(FaultCodes.Busy, $"The Worker works on run {run.Id}; what went wrong before it is no longer news.");
        return IsSaid(worker.Head!.LastFault, error) ? null : (await scope.Recorder.RecordAsync(worker, null, [new ErrorReported(FaultText.Short(error, MostMessage))])).Fault;
    }

    /// <summary>Whether the summary holds it already, cut as it may be there.</summary>
    private static bool IsSaid(Fault? known, Fault error) =>
        known is not null && known.Code == error.Code && error.Message.StartsWith(known.Message.TrimEnd('…'), StringComparison.Ordinal);
}
