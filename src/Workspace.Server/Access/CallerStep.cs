using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Yoi.Protocol.Browser;

namespace Yoi.Workspace.Server;

/// <summary>Finds out who sends a request; it refuses nobody.</summary>
internal sealed partial class CallerStep(CredentialLedger sessions, CredentialLedger tokens, string operatorName)
{
    public async Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        if (await FindAsync(context) is { } caller) context.Features.Set(caller);
        await next(context);
    }

    private async ValueTask<Caller?> FindAsync(HttpContext context)
    {
        if (Caller.IsOperator(context)) return new(CallerKind.Socket, "socket", operatorName, AccessRole.Admin, DateTimeOffset.MaxValue, CancellationToken.None);
        if (Secret.Hash(BearerToken(context.Request)) is not { } hash) return null;
        if (sessions.Find(hash) is { } session) return session.Caller(operatorName);
        if (tokens.Find(hash) is not { } token) return null;
        // Only when it was used last is lost then, which is no reason to refuse it.
        if (await tokens.UsedAsync(token, CancellationToken.None) is { } fault)
            LogUnkept(context.RequestServices.GetRequiredService<ILogger<WorkspaceServer>>(), token.Id, fault.Code, fault.Message);
        return token.Caller(operatorName);
    }

    private static string? BearerToken(HttpRequest request)
    {
        const string Scheme = "Bearer ";
        return request.Headers.Authorization is [{ } header] && header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase)
            ? header[Scheme.Length..].Trim()
            : null;
    }

    [LoggerMessage(LogLevel.Warning, "The day of the last use of token {Token} could not be kept: {Code}: {Detail}")]
    private static partial void LogUnkept(ILogger logger, string token, string code, string detail);
}
