using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Yoi.Protocol;

namespace Yoi.Runtime.Server;

/// <summary>The outermost step: no exception's words reach a caller.</summary>
internal static class FailureGuard
{
    public static async Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        context.Response.Headers.XContentTypeOptions = "nosniff";
        context.Response.Headers.CacheControl = "no-store";
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
                large ? $"The body is larger than the {MostOf(context) / 1024} KiB this route takes." : "The request is not valid HTTP.");
        }
        catch (Exception exception)
        {
            await Problem.WriteAsync(context, exception);
        }
    }

    private static long MostOf(HttpContext context) => context.Features.Get<IHttpMaxRequestBodySizeFeature>()?.MaxRequestBodySize ?? KestrelSetup.MaximumBody;
}
