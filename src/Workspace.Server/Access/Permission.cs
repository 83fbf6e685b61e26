namespace Yoi.Workspace.Server;

/// <summary>What a route asks of whoever calls it. The operator's socket may do whatever a session may.</summary>
public enum Permission
{
    /// <summary>Nothing: health, and the pages' static files.</summary>
    None,

    /// <summary>The secret of a one-time link, in the body; the route takes it itself.</summary>
    Link,

    /// <summary>A session token in <c>Authorization: Bearer</c>, or the operator's socket.</summary>
    Session,

    /// <summary>The operator's socket.</summary>
    Socket,
}
