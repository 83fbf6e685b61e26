namespace Yoi.Protocol;

/// <summary>The Worker exists. Holds all it was made from, the resolved profile included.</summary>
/// <param name="Request">The request with its id filled in.</param>
/// <param name="Profile">The profile it keeps for its whole life.</param>
/// <param name="BackendId">The execution backend that took it.</param>
public sealed record WorkerCreated(CreateWorkerRequest Request, Profile Profile, string BackendId) : WorkerEvent;

/// <summary>The desired state changed.</summary>
public sealed record StateChanged(DesiredState From, DesiredState To) : WorkerEvent;

/// <summary>A run began. Written by the runtime only.</summary>
/// <param name="Kind">The input that began it.</param>
public sealed record RunStarted(InputKind Kind) : WorkerEvent;

/// <summary>A run ended. Written by the runtime only, exactly once a run.</summary>
/// <param name="Outcome">How.</param>
/// <param name="Fault">Why, unless it completed.</param>
public sealed record RunFinished(RunOutcome Outcome, Fault? Fault = null) : WorkerEvent;

/// <summary>Something went wrong that did not end the run.</summary>
public sealed record ErrorReported(Fault Fault) : WorkerEvent;
