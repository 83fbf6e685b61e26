using System.Text.Json.Serialization;
using Yoi.Protocol;

namespace Yoi.Runtime.Server;

/// <summary>What a route asks of a token. None brings another with it.</summary>
[JsonConverter(typeof(SnakeCaseEnumConverter<Permission>))]
public enum Permission
{
    /// <summary>Nothing, no token either: health and the description of the routes.</summary>
    None,

    /// <summary>See Workers and what they do.</summary>
    Read,

    /// <summary>Create Workers, tell them things, end and restore them.</summary>
    Work,

    /// <summary>Take Workers out of every list.</summary>
    Manage,

    /// <summary>Make worktrees on the host, have Workers in them, have it commit there, and remove them.</summary>
    Worktrees,

    /// <summary>Have the host run commands, in its sandbox, on what was committed in worktrees.</summary>
    Checks,
}
