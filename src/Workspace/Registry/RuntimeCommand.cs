using Yoi.Protocol;

namespace Yoi.Workspace;

/// <summary>What a workspace may ask of a runtime.</summary>
public abstract record RuntimeCommand
{
    private RuntimeCommand()
    {
    }

    /// <summary>Answers the runtime as it stands; <c>runtime_unavailable</c> and its like where it does not answer.</summary>
    public sealed record Describe : RuntimeCommand;

    /// <summary>Create a Worker; answers it.</summary>
    public sealed record Create(CreateWorkerRequest Request) : RuntimeCommand;

    /// <summary>Answers one Worker.</summary>
    public sealed record Get(WorkerId Worker) : RuntimeCommand;

    /// <summary>Answers a page of Workers, and what else the source has to say about those it cannot show.</summary>
    public sealed record List(WorkerQuery Query) : RuntimeCommand;

    /// <summary>Send input; answers its outcome.</summary>
    public sealed record Send(WorkerId Worker, WorkerInput Input) : RuntimeCommand;

    /// <summary>End the run at hand.</summary>
    public sealed record Interrupt(WorkerId Worker) : RuntimeCommand;

    /// <summary>End the Worker.</summary>
    public sealed record Stop(WorkerId Worker) : RuntimeCommand;

    /// <summary>Give the Worker up for good.</summary>
    public sealed record Cancel(WorkerId Worker) : RuntimeCommand;

    /// <summary>End the Worker and put its history away.</summary>
    public sealed record Delete(WorkerId Worker) : RuntimeCommand;

    /// <summary>Want a stopped Worker active again.</summary>
    public sealed record Restore(WorkerId Worker) : RuntimeCommand;

    /// <summary>Give a person's word on a call that waits for it.</summary>
    public sealed record Answer(WorkerId Worker, string CallId, bool Allow, bool Always, string By) : RuntimeCommand;

    /// <summary>Put an error of the host's into the transcript of a Worker at rest; the same again adds nothing.</summary>
    public sealed record Report(WorkerId Worker, Fault Error) : RuntimeCommand;

    /// <summary>Answers events behind a sequence number, oldest first, at most so many (1 to 1,000) and 4 MiB.</summary>
    public sealed record History(WorkerId Worker, long After, int Limit) : RuntimeCommand;
}

/// <summary>A runtime's answer; which part is filled depends on the command.</summary>
public sealed record RuntimeReply
{
    /// <summary>The runtime as it stands.</summary>
    public RuntimeSummary? Runtime { get; init; }

    /// <summary>The Workers asked for.</summary>
    public IReadOnlyList<WorkerSummary> Workers { get; init; } = [];

    /// <summary>What the next page begins after; null where this is the last.</summary>
    public WorkerId? Next { get; init; }

    /// <summary>What is wrong with Workers that cannot be shown.</summary>
    public IReadOnlyList<RuntimeDiagnostic> Diagnostics { get; init; } = [];

    /// <summary>What became of an input.</summary>
    public InputOutcome? Input { get; init; }

    /// <summary>The events asked for.</summary>
    public IReadOnlyList<WorkerEvent> Events { get; init; } = [];
}
