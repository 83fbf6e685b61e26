using Yoi.Protocol;
using Yoi.Runtime;

namespace Yoi.Workspace;

/// <summary>The runtime in this process.</summary>
public sealed class EmbeddedSource(WorkerRuntime runtime) : IRuntimeSource
{
    /// <inheritdoc />
    public SourceInfo About { get; } = new(runtime.Id, RuntimeKind.Embedded);

    /// <inheritdoc />
    public async ValueTask<Result<RuntimeReply>> AskAsync(RuntimeCommand command, CancellationToken cancellationToken)
    {
        var workers = runtime.Workers;
        return command switch
        {
            RuntimeCommand.Describe => new RuntimeReply { Runtime = runtime.Management.Summary() },
            RuntimeCommand.Create create => One(await workers.CreateAsync(create.Request, cancellationToken)),
            RuntimeCommand.Get get => One(await workers.GetAsync(get.Worker, cancellationToken)),
            RuntimeCommand.List list => Page(await workers.ListAsync(list.Query, cancellationToken)),
            RuntimeCommand.Send send => new RuntimeReply { Input = await runtime.Interaction.SendInputAsync(send.Worker, send.Input, cancellationToken) },
            RuntimeCommand.Interrupt interrupt => Done(await runtime.Interaction.InterruptAsync(interrupt.Worker, cancellationToken)),
            RuntimeCommand.Stop stop => Done((await workers.StopAsync(stop.Worker, cancellationToken)).Fault),
            RuntimeCommand.Cancel cancel => Done((await workers.CancelAsync(cancel.Worker, cancellationToken)).Fault),
            RuntimeCommand.Delete delete => Done((await workers.DeleteAsync(delete.Worker, cancellationToken)).Fault),
            RuntimeCommand.History read => Events(await runtime.Observation.ReadHistoryAsync(read.Worker, read.After, read.Limit, cancellationToken)),
            RuntimeCommand.Restore restore => Done(await workers.RestoreAsync(restore.Worker, cancellationToken)),
            RuntimeCommand.Answer answer => Done(await runtime.Interaction.AnswerApprovalAsync(answer.Worker, answer.CallId, answer.Allow, answer.Always, answer.By, cancellationToken)),
            RuntimeCommand.Report report => Done(await runtime.Interaction.ReportErrorAsync(report.Worker, report.Error, cancellationToken)),
            _ => new Fault(FaultCodes.Unsupported, $"The embedded runtime does not know {command.GetType().Name}."),
        };
    }

    /// <inheritdoc />
    public IAsyncEnumerable<ObservationFrame> Observe(WorkerId worker, string? after, CancellationToken cancellationToken) =>
        runtime.Observe(worker, after, cancellationToken);

    /// <inheritdoc />
    public IAsyncEnumerable<WorkerId> WatchAsync(CancellationToken cancellationToken) => runtime.Observation.WatchAsync(cancellationToken);

    private static Result<RuntimeReply> One(Result<WorkerSummary> result) =>
        result.TryGet(out var worker, out var fault) ? new RuntimeReply { Workers = [worker] } : fault;

    private static Result<RuntimeReply> Page(Result<WorkerSummaryPage> result) =>
        result.TryGet(out var page, out var fault) ? new RuntimeReply { Workers = page.Workers, Next = page.Next } : fault;

    private static Result<RuntimeReply> Events(Result<IReadOnlyList<WorkerEvent>> result) =>
        result.TryGet(out var events, out var fault) ? new RuntimeReply { Events = events } : fault;

    private static Result<RuntimeReply> Done(Fault? fault) => fault is null ? new RuntimeReply() : fault;
}
