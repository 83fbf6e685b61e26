using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Yoi.Protocol.Browser;

namespace Yoi.Workspace.Server;

/// <summary>Finds out who sends a request; it refuses nobody.</summary>
internal sealed partial class CallerStep(CredentialBook sessions, CredentialBook tokens, string operatorName)
{
    public async Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        if (await FindAsync(context) is { } caller) context.Features.Set(caller);
        await next(context);
    }

    private async ValueTask<Caller?> FindAsync(HttpContext context)
    {
        if (Caller.SocketOf(context) is { } workspace)
            return Caller.Over(new Dictionary<string, Caller> { [workspace] = new(CallerKind.Socket, "socket", operatorName, AccessRole.Admin, DateTimeOffset.MaxValue, CancellationToken.None) });
        if (Secret.Hash(BearerToken(context.Request)) is not { } hash) return null;
        var found = sessions.Find(hash);
        if (found.Count == 0)
        {
            found = tokens.Find(hash);
            foreach (var (where, token) in found)
            {
                // Only when it was used last is lost then, which is no reason to refuse it.
                if (await tokens.UsedAsync(where, token, CancellationToken.None) is { } fault)
                    LogUnkept(context.RequestServices.GetRequiredService<ILogger<WorkspaceServer>>(), token.Id, fault.Code, fault.Message);
            }
        }

        return found.Count == 0 ? null : Caller.Over(found.ToDictionary(f => f.Workspace, f => f.Credential.Caller(operatorName), StringComparer.Ordinal));
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
