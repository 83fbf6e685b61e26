using System.Text.Json.Serialization;
using Yoi.Protocol;

namespace Yoi.Workspace;

/// <summary>One entry in the stream of a Worker made by hand: an intent before a side effect, or the fact after it.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(Intended), "intended")]
[JsonDerivedType(typeof(WorktreeMade), "worktree_made")]
[JsonDerivedType(typeof(Created), "created")]
[JsonDerivedType(typeof(Told), "told")]
[JsonDerivedType(typeof(Failed), "failed")]
internal abstract record HandEvent
{
    /// <summary>When it was appended.</summary>
    public DateTimeOffset At { get; init; }

    /// <summary>A Worker is about to be made, and first its worktree where the request names one; the request has its id and its resolved profile.</summary>
    public sealed record Intended(RuntimeId Runtime, CreateWorkerRequest Request, string Branch, string Commit, string? Input) : HandEvent;

    /// <summary>The worktree is there.</summary>
    public sealed record WorktreeMade : HandEvent;

    /// <summary>The Worker exists.</summary>
    public sealed record Created : HandEvent;

    /// <summary>Its first message was given to it.</summary>
    public sealed record Told(InputStatus Status) : HandEvent;

    /// <summary>The Worker cannot be made; its worktree goes, which holds nothing yet.</summary>
    public sealed record Failed(Fault Reason) : HandEvent;
}
