using Yoi.Protocol;
using Yoi.Protocol.Browser;

namespace Yoi.Workspace.Server;

/// <summary>A workspace that is served: what of it can be reached, who may come in, what was asked under which key. Each keeps its own of it, so it can be served alone another day.</summary>
internal sealed record OpenWorkspace(WorkspaceSurface Surface, CredentialLedger Sessions, CredentialLedger Tokens, KeyLedger Keys)
{
    public string Id => Surface.Board.Workspace.Id;

    public static async ValueTask<Result<OpenWorkspace>> LoadAsync(WorkspaceSurface surface, TimeProvider time, CancellationToken cancellationToken)
    {
        if (!(await CredentialLedger.LoadAsync(CallerKind.Session, surface.Access.Sessions, time, cancellationToken)).TryGet(out var sessions, out var fault)) return fault;
        if (!(await CredentialLedger.LoadAsync(CallerKind.Token, surface.Access.Tokens, time, cancellationToken)).TryGet(out var tokens, out fault)) return fault;
        return (await KeyLedger.LoadAsync(surface.Access.Keys, time, cancellationToken)).TryGet(out var keys, out fault) ? new OpenWorkspace(surface, sessions, tokens, keys) : fault;
    }
}
