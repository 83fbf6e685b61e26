namespace Yoi.Protocol;

/// <summary>What a Worker is made from. Nothing is stored that is not enforced.</summary>
public sealed record CreateWorkerRequest
{
    /// <summary>The id its creator allocated, or null to let the runtime allocate one.</summary>
    public WorkerId? Id { get; init; }

    /// <summary>With the id, makes create idempotent: the same pair answers the first outcome, another fingerprint for the id is a <c>conflict</c>. At most 128 characters.</summary>
    public string? Fingerprint { get; init; }

    /// <summary>For people; routes nothing. At most 128 characters.</summary>
    public string? DisplayName { get; init; }

    /// <summary>A profile's name, such as <c>builtin:coder</c>.</summary>
    public required string Profile { get; init; }

    /// <summary>The profile already resolved by the caller; where null, the runtime resolves <see cref="Profile"/> itself.</summary>
    public Profile? Resolved { get; init; }

    /// <summary>The bundle that holds the profile, which the runtime was given before; null where it is resolved otherwise.</summary>
    public BundleRef? Bundle { get; init; }

    /// <summary>A first message: recorded with the Worker, in the same append, and its run begun.</summary>
    public WorkerInput? Input { get; init; }

    /// <summary>The worktree the Worker may work in, by the name its host knows it by; null means no file and no shell tools.</summary>
    public string? Worktree { get; init; }

    /// <summary>The Worker that asked for this one.</summary>
    public WorkerId? Parent { get; init; }

    /// <summary>Short texts for lists and filters, at most 16; they route nothing.</summary>
    public IReadOnlyDictionary<string, string>? Labels { get; init; }
}
