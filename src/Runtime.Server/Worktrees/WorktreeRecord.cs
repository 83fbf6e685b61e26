using System.Text.Json.Serialization;
using Yoi.Protocol;

namespace Yoi.Runtime.Server;

/// <summary>Whose a worktree is and how far it has come: intended before git is asked for anything, ready after, and the same on its way out.</summary>
/// <param name="Workspace">The workspace whose token asked for it.</param>
/// <param name="Name">What that workspace calls it.</param>
/// <param name="Branch">Its branch.</param>
/// <param name="Reference">What it was asked to be cut from.</param>
/// <param name="Commit">The commit that was then.</param>
/// <param name="CreatedAt">When it was asked for.</param>
/// <param name="Stage">How far it has come.</param>
/// <param name="Removed">Where its work went, from before its first file goes.</param>
/// <param name="RemovedAt">When it had gone.</param>
internal sealed record WorktreeRecord(
    string Workspace, string Name, string Branch, string Reference, string Commit, DateTimeOffset CreatedAt, WorktreeStage Stage, RemovedWorktree? Removed = null, DateTimeOffset? RemovedAt = null)
{
    /// <summary>What the repository calls it. A workspace's id has no dot, so no two workspaces can mean the same.</summary>
    public string Folder => FolderOf(Workspace, Name);

    public static string FolderOf(string workspace, string name) => $"{workspace}.{name}";

    public HostWorktree Show() => new(Name, Branch, Commit, Stage == WorktreeStage.Ready, CreatedAt);
}

/// <summary>How far a worktree has come.</summary>
internal enum WorktreeStage
{
    Intended,
    Ready,
    Leaving,
    Removed,
}

/// <summary>The records' own form.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    UseStringEnumConverter = true,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(WorktreeRecord))]
internal sealed partial class WorktreeRecordJson : JsonSerializerContext;
