using Yoi.Protocol;
using Yoi.Runtime;

namespace Yoi.Agent;

/// <summary>The built-in agent: a turn loop over a chat model, with file, shell and ticket tools.</summary>
public sealed class AgentBackend(AgentBackendOptions options) : IWorkerExecutionBackend
{
    private static readonly IReadOnlySet<InputKind> Kinds = new HashSet<InputKind> { InputKind.User, InputKind.Resume, InputKind.Steer, InputKind.Approval };
    private readonly Redactor _redactor = new(options.Secrets);

    // One that was made once is not tried again for every Worker; where it goes missing later, each command says so.
    private volatile bool _hasSandbox;

    /// <inheritdoc />
    public string BackendId => "agent";

    /// <inheritdoc />
    public ValueTask<Result<WorkerConnection>> SpawnAsync(WorkerContext context, CancellationToken cancellationToken) => ConnectAsync(context, cancellationToken);

    /// <inheritdoc />
    public ValueTask<Result<WorkerConnection>> RestoreAsync(WorkerContext context, CancellationToken cancellationToken) => ConnectAsync(context, cancellationToken);

    // All of a Worker's state is its history, so taking one up is the same as setting up a new one.
    private ValueTask<Result<WorkerConnection>> ConnectAsync(WorkerContext context, CancellationToken cancellationToken) =>
        ConnectAsync(context.Worker, context.Request, context.Profile, context.Sink, context.ReadHistoryAsync, cancellationToken);

    internal async ValueTask<Result<WorkerConnection>> ConnectAsync(
        WorkerRef worker,
        CreateWorkerRequest request,
        Profile profile,
        IWorkerSink sink,
        Func<long, CancellationToken, ValueTask<IReadOnlyList<WorkerEvent>>> readHistory,
        CancellationToken cancellationToken)
    {
        if (PermissionRules.Check(profile) is { } badRule) return badRule;
        var scope = await options.Scopes(worker, request, cancellationToken);
        if (!scope.TryGet(out var grant, out var fault)) return fault;
        // Said at once rather than by each tool call of a model that is paid for every one.
        if (grant.Scope is not null && !_hasSandbox && await options.Sandbox.CheckAsync(cancellationToken) is { } noSandbox) return noSandbox;
        _hasSandbox |= grant.Scope is not null;
        if (!WorkerTools.Choose(profile, grant.Scope, options.Sandbox, options.TicketTools, worker).TryGet(out var tools, out fault)) return fault;
        if (!options.Models(profile).TryGet(out var client, out fault)) return fault;
        var agent = new RunAgent
        {
            Profile = profile,
            Sink = sink,
            ReadHistory = readHistory,
            Client = client,
            Tools = tools,
            Patience = options.ModelCalls,
            Redactor = _redactor,
            ApprovalTime = options.ApprovalTime,
            Time = options.Time,
            Logger = options.Logger,
        };
        return new WorkerConnection(new AgentExecution(agent), Kinds);
    }
}
