namespace Yoi.Workspace.Server;

/// <summary>What a route asks of whoever calls it. The operator's socket may do everything.</summary>
public enum Permission
{
    /// <summary>Nothing: health, the pages' static files, the way to a login.</summary>
    None,

    /// <summary>The secret of a one-time link, in the body; the route takes it itself.</summary>
    Link,

    /// <summary>A session or API token in <c>Authorization: Bearer</c>, of whatever role.</summary>
    Read,

    /// <summary>One whose role is operator or admin.</summary>
    Write,

    /// <summary>One whose role is admin.</summary>
    Admin,

    /// <summary>The operator's socket.</summary>
    Socket,
}
