using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Yoi.Protocol;

namespace Yoi.Runtime.Server;

/// <summary>Bundles of profiles by the digest of their content, which is all there is to know of one to be given it.</summary>
internal sealed class BundleRoutes(WorkerRuntime runtime)
{
    public async Task ShowAsync(HttpContext context)
    {
        var bundle = await runtime.Management.GetBundleAsync(DigestOf(context), context.RequestAborted);
        if (bundle.Fault is { Code: FaultCodes.BundleMissing } missing) await Problem.WriteAsync(context, StatusCodes.Status404NotFound, missing.Code, missing.Message);
        else await Answer.WriteAsync(context, bundle, WireJson.Default.ConfigBundle);
    }

    public async Task KeepAsync(HttpContext context)
    {
        if (await RequestReading.BodyAsync(context, WireJson.Default.ConfigBundle, RequestReading.MostText) is not { } bundle) return;
        if (bundle.Profiles.Any(profile => profile is null))
        {
            await Refusal.WriteAsync(context, new(FaultCodes.Invalid, "A profile of the bundle is null."));
            return;
        }

        bundle = bundle with { Profiles = [.. bundle.Profiles.Select(WholeProfile.Of)] };
        if (DigestOf(context) != Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(bundle, WireJson.Default.ConfigBundle))))
        {
            await Refusal.WriteAsync(context, new(FaultCodes.Invalid, "The bundle's content has another digest than the path says."));
            return;
        }

        await Answer.WriteAsync(context, await runtime.Management.PutBundleAsync(bundle, context.RequestAborted), WireJson.Default.BundleRef);
    }

    private static string DigestOf(HttpContext context) => (string)context.GetRouteValue("sha256")!;
}
