using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Yoi.Protocol;
using Yoi.Protocol.Browser;

namespace Yoi.Workspace.Server;

/// <summary>From a one-time link to a session, and out again.</summary>
internal sealed class AuthRoutes(Links links, OpenWorkspaces workspaces, RateGate rates, bool hasLogin)
{
    private readonly CredentialBook _sessions = workspaces.Sessions;

    public Task MethodsAsync(HttpContext context) => Answer.WriteAsync(context, new AccessMethods(hasLogin), BrowserJson.Default.AccessMethods);

    public static Task MeAsync(HttpContext context) => Answer.WriteAsync(context, Caller.Known(context).View(), BrowserJson.Default.CallerView);

    public async Task NewSessionAsync(HttpContext context)
    {
        if (await RequestBody.ReadAsync(context, BrowserJson.Default.LinkSecret) is not { } body) return;
        if (links.Take(body.Secret, body.Binding) is not { } opening)
        {
            await rates.RefuseAsync(context, "The link was used, has expired, is of an earlier server or of a login that another page began; run `yoi open` for a new one, or log in again.");
            return;
        }

        // Whoever runs the server may enter all of it, and a login is the server's too.
        var all = workspaces.All.Select(w => w.Id).ToList();
        var opened = await _sessions.NewAsync(opening.Name, opening.Role, opening.Lifetime, opening.OpenedBy, all, context.RequestAborted);
        if (!opened.TryGet(out var session, out var fault))
        {
            await Problem.WriteAsync(
                context, StatusCodes.Status503ServiceUnavailable, fault.Code, "The session could not be kept; see the server's log, then run `yoi open` again.",
                fault.Message);
            return;
        }

        // From here on it is known who this is.
        var credential = session.Held.Credential;
        context.Features.Set(Caller.Over(all.ToDictionary(id => id, _ => credential.Caller(opening.Name))));
        Targets.Made(context, "session", credential.Id);
        await Answer.WriteAsync(context, new SessionToken(session.Secret, opening.Workspace ?? workspaces.First.Id), BrowserJson.Default.SessionToken);
    }

    public Task NewLinkAsync(HttpContext context) => Answer.WriteAsync(context, links.New(Caller.SocketOf(context)), BrowserJson.Default.OneTimeLink);

    public async Task LogoutAsync(HttpContext context)
    {
        var caller = Caller.Known(context);
        if (caller.Kind != CallerKind.Session) await Refusal.WriteAsync(context, new(FaultCodes.Invalid, "Only a session can be logged out; a token is revoked with `yoi token revoke`."));
        else await AnswerAsync(context, await _sessions.RevokeAsync(caller.Id, caller.Name, [.. caller.Within.Keys], context.RequestAborted), 1);
    }

    public Task SessionsAsync(HttpContext context)
    {
        var caller = Caller.Known(context);
        return Answer.WriteAsync(context, new([.. Good(caller).Select(s => ViewOf(s, caller))]), BrowserJson.Default.SessionPage);
    }

    public async Task RevokeSessionAsync(HttpContext context)
    {
        var caller = Caller.Known(context);
        await AnswerAsync(context, await _sessions.RevokeAsync((string)context.GetRouteValue("id")!, caller.Name, caller.Administers, context.RequestAborted), 1);
    }

    public async Task RevokeOtherSessionsAsync(HttpContext context)
    {
        var (caller, count) = (Caller.Known(context), 0);
        foreach (var session in Good(caller).Select(s => s.Credential).Where(s => !IsMine(s, caller)))
        {
            var fault = await _sessions.RevokeAsync(session.Id, caller.Name, caller.Administers, context.RequestAborted);
            // Another may have revoked it meanwhile.
            if (fault is null) count++;
            else if (fault.Code != FaultCodes.NotFound)
            {
                await Refusal.WriteAsync(context, fault);
                return;
            }
        }

        await AnswerAsync(context, null, count);
    }

    private static Task AnswerAsync(HttpContext context, Fault? fault, int count) =>
        fault is null ? Answer.WriteAsync(context, new(count), BrowserJson.Default.Revoked) : Refusal.WriteAsync(context, fault);

    private IEnumerable<HeldCredential> Good(Caller caller) => _sessions.Good(caller.Administers);

    private SessionView ViewOf(HeldCredential held, Caller caller)
    {
        var (session, record) = (held.Credential, held.Credential.Record);
        return new(session.Id, session.Caller(links.OperatorName).Name, session.Role, record.CreatedBy ?? "link", record.Expires, IsMine(session, caller), record.CreatedAt, held.Workspaces);
    }

    private static bool IsMine(Credential session, Caller caller) => caller.Kind == CallerKind.Session && caller.Id == session.Id;
}
