using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Yoi.Protocol;
using Yoi.Protocol.Browser;

namespace Yoi.Workspace.Server;

/// <summary>API tokens: listed, made, revoked.</summary>
internal sealed class TokenRoutes(CredentialBook tokens)
{
    private const int MostName = 64;
    private const int MostDays = 365;
    private const int MostTokens = 1_000;

    public Task ListAsync(HttpContext context) => Answer.WriteAsync(context, new([.. tokens.All(Caller.Known(context).Administers).Select(ViewOf)]), BrowserJson.Default.TokenPage);

    public async Task CreateAsync(HttpContext context)
    {
        if (await RequestBody.ReadAsync(context, BrowserJson.Default.NewToken) is not { } wanted) return;
        var caller = Caller.Known(context);
        if (Refused(wanted, caller) is { } unfit)
        {
            await Refusal.WriteAsync(context, unfit);
            return;
        }

        var made = await tokens.NewAsync(wanted.Name, wanted.Role, TimeSpan.FromDays(wanted.Days), caller.Name, wanted.Workspaces ?? caller.Administers, context.RequestAborted);
        if (!made.TryGet(out var token, out var fault))
        {
            await Refusal.WriteAsync(context, fault);
            return;
        }

        Targets.Made(context, "token", token.Held.Credential.Id);
        await Answer.WriteAsync(context, new(token.Secret, ViewOf(token.Held)), BrowserJson.Default.IssuedToken, StatusCodes.Status201Created);
    }

    public async Task RevokeAsync(HttpContext context)
    {
        var caller = Caller.Known(context);
        var fault = await tokens.RevokeAsync((string)context.GetRouteValue("id")!, caller.Name, caller.Administers, context.RequestAborted);
        await (fault is null ? Answer.WriteAsync(context, new(1), BrowserJson.Default.Revoked) : Refusal.WriteAsync(context, fault));
    }

    private Fault? Refused(NewToken wanted, Caller caller) =>
        wanted.Name.Length is 0 or > MostName || wanted.Name.Any(char.IsControl) || !wanted.Name.Any(char.IsLetterOrDigit)
            ? new(FaultCodes.Invalid, $"A token's name is one line of at most {MostName} characters with a letter or digit in it.")
        : wanted.Days is < 1 or > MostDays ? new(FaultCodes.Invalid, $"A token is good for 1 to {MostDays} days.")
        : tokens.All(caller.Administers).Count >= MostTokens ? new(FaultCodes.Conflict, $"There are {MostTokens:N0} tokens; revoke some that are not used.")
        : wanted.Workspaces is { } named && (named.Count == 0 || named.Except(caller.Administers).Any())
            ? new(FaultCodes.ForbiddenAuthority, "A token opens workspaces in which you are admin, at least one; leave workspaces out for all of them.")
        : null;

    private static TokenView ViewOf(HeldCredential held)
    {
        var (token, record) = (held.Credential, held.Credential.Record);
        return new(token.Id, record.Name ?? "", token.Role, record.CreatedAt ?? record.Expires, record.CreatedBy ?? "", record.Expires, record.LastUsed, held.Workspaces);
    }
}
