using Microsoft.AspNetCore.Http;
using Yoi.Protocol;

namespace Yoi.Workspace.Server;

/// <summary>The outermost step: no exception's words reach a caller.</summary>
internal static class FailureGuard
{
    public static async Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        try
        {
            await next(context);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // The caller left; there is nobody to answer.
        }
        catch (BadHttpRequestException exception) when (!context.Response.HasStarted)
        {
            var large = exception.StatusCode == StatusCodes.Status413PayloadTooLarge;
            await Problem.WriteAsync(
                context, exception.StatusCode, large ? FaultCodes.TooLarge : FaultCodes.Invalid,
                large ? $"A body may hold {KestrelSetup.MaximumBody / 1024} KiB." : "The request is not valid HTTP.");
        }
        catch (Exception exception)
        {
            await Problem.WriteAsync(context, exception);
        }
    }
}
