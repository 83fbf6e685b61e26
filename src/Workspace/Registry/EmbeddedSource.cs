using Yoi.Protocol;
using Yoi.Runtime;

namespace Yoi.Workspace;

/// <summary>The runtime in this process.</summary>
public sealed class EmbeddedSource(WorkerRuntime runtime) : IRuntimeSource
{
    /// <inheritdoc />
    public RuntimeId Id => runtime.Id;

    /// <inheritdoc />
    public async ValueTask<Result<RuntimeReply>> AskAsync(RuntimeCommand command, CancellationToken cancellationToken)
    {
        var workers = runtime.Workers;
        return command switch
        {
            RuntimeCommand.Create create => One(await workers.CreateAsync(create.Request, cancellationToken)),
            RuntimeCommand.Get get => One(await workers.GetAsync(get.Worker, cancellationToken)),
            RuntimeCommand.List => All(await workers.ListAllAsync(cancellationToken)),
            RuntimeCommand.Send send => new RuntimeReply { Input = await runtime.Interaction.SendInputAsync(send.Worker, send.Input, cancellationToken) },
            RuntimeCommand.Interrupt interrupt => Done(await runtime.Interaction.InterruptAsync(interrupt.Worker, cancellationToken)),
            RuntimeCommand.Stop stop => Done((await workers.StopAsync(stop.Worker, cancellationToken)).Fault),
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

    private static Result<RuntimeReply> All(Result<IReadOnlyList<WorkerSummary>> result) =>
        result.TryGet(out var workers, out var fault) ? new RuntimeReply { Workers = workers } : fault;

    private static Result<RuntimeReply> Events(Result<IReadOnlyList<WorkerEvent>> result) =>
        result.TryGet(out var events, out var fault) ? new RuntimeReply { Events = events } : fault;

    private static Result<RuntimeReply> Done(Fault? fault) => fault is null ? new RuntimeReply() : fault;
}
