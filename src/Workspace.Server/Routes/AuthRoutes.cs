using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Yoi.Protocol;
using Yoi.Protocol.Browser;

namespace Yoi.Workspace.Server;

/// <summary>From a one-time link to a session, and out again.</summary>
internal sealed class AuthRoutes(Links links, CredentialLedger sessions, RateGate rates, WorkspaceSurface surface, bool hasLogin)
{
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

        var opened = await sessions.NewAsync(opening.Name, opening.Role, opening.Lifetime, opening.OpenedBy, context.RequestAborted);
        if (!opened.TryGet(out var session, out var fault))
        {
            await Problem.WriteAsync(
                context, StatusCodes.Status503ServiceUnavailable, fault.Code, "The session could not be kept; see the server's log, then run `yoi open` again.",
                fault.Message);
            return;
        }

        // From here on it is known who this is.
        context.Features.Set(session.Credential.Caller(opening.Name));
        Targets.Made(context, "session", session.Credential.Id);
        await Answer.WriteAsync(context, new SessionToken(session.Secret, surface.Board.Workspace.Id), BrowserJson.Default.SessionToken);
    }

    public Task NewLinkAsync(HttpContext context) => Answer.WriteAsync(context, links.New(), BrowserJson.Default.OneTimeLink);

    public async Task LogoutAsync(HttpContext context)
    {
        var caller = Caller.Known(context);
        if (caller.Kind != CallerKind.Session) await Refusal.WriteAsync(context, new(FaultCodes.Invalid, "Only a session can be logged out; a token is revoked with `yoi token revoke`."));
        else await AnswerAsync(context, await sessions.RevokeAsync(caller.Id, caller.Name, context.RequestAborted), 1);
    }

    public Task SessionsAsync(HttpContext context)
    {
        var caller = Caller.Known(context);
        return Answer.WriteAsync(context, new([.. sessions.Good.Select(s => ViewOf(s, caller))]), BrowserJson.Default.SessionPage);
    }

    public async Task RevokeSessionAsync(HttpContext context) =>
        await AnswerAsync(context, await sessions.RevokeAsync((string)context.GetRouteValue("id")!, Caller.Known(context).Name, context.RequestAborted), 1);

    public async Task RevokeOtherSessionsAsync(HttpContext context)
    {
        var (caller, count) = (Caller.Known(context), 0);
        foreach (var session in sessions.Good.Where(s => !IsMine(s, caller)))
        {
            var fault = await sessions.RevokeAsync(session.Id, caller.Name, context.RequestAborted);
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

    private SessionView ViewOf(Credential session, Caller caller)
    {
        var record = session.Record;
        return new(session.Id, session.Caller(links.OperatorName).Name, session.Role, record.CreatedBy ?? "link", record.Expires, IsMine(session, caller), record.CreatedAt);
    }

    private static bool IsMine(Credential session, Caller caller) => caller.Kind == CallerKind.Session && caller.Id == session.Id;
}
