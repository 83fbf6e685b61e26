using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Yoi.Protocol;
using Yoi.Protocol.Browser;

namespace Yoi.Workspace.Server;

/// <summary>The workspaces of a server, at least one; the first is what a link opens that names none.</summary>
internal sealed class OpenWorkspaces
{
    private readonly Dictionary<string, OpenWorkspace> _byId;

    private OpenWorkspaces(IReadOnlyList<OpenWorkspace> all)
    {
        All = all;
        _byId = all.ToDictionary(w => w.Id, StringComparer.Ordinal);
        Sessions = new(CallerKind.Session, [.. all.Select(w => (w.Id, w.Sessions))]);
        Tokens = new(CallerKind.Token, [.. all.Select(w => (w.Id, w.Tokens))]);
    }

    public IReadOnlyList<OpenWorkspace> All { get; }

    public OpenWorkspace First => All[0];

    public CredentialBook Sessions { get; }

    public CredentialBook Tokens { get; }

    /// <summary>Reads what each keeps of access; <c>conflict</c> where two have one id, a fault of a journal.</summary>
    public static async ValueTask<Result<OpenWorkspaces>> LoadAsync(IReadOnlyList<ServedWorkspace> served, TimeProvider time, CancellationToken cancellationToken)
    {
        if (served.GroupBy(s => s.Id, StringComparer.Ordinal).FirstOrDefault(g => g.Count() > 1) is { } twice)
            return new Fault(FaultCodes.Conflict, $"Two of these workspaces have the id {twice.Key}, as clones of one repository have; serve them by servers of their own.");
        List<OpenWorkspace> open = [];
        foreach (var workspace in served)
        {
            if (!(await OpenWorkspace.LoadAsync(workspace.Surface, time, cancellationToken)).TryGet(out var one, out var fault)) return fault;
            open.Add(one);
        }

        return new OpenWorkspaces(open);
    }

    /// <summary>The one that a request's path names; null where it names none, or none that is served.</summary>
    public OpenWorkspace? Named(HttpContext context) => context.GetRouteValue("workspace") is string id ? _byId.GetValueOrDefault(id) : null;

    /// <summary>The one of a route that the gate let the caller through to.</summary>
    public OpenWorkspace Of(HttpContext context) => Named(context) ?? throw new InvalidOperationException("The gate let a request through to no workspace.");

    /// <summary>Those that a caller may enter, in the order they are served.</summary>
    public IEnumerable<OpenWorkspace> Of(Caller caller) => All.Where(w => caller.Within.ContainsKey(w.Id));
}
