using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Yoi.Agent;
using Yoi.Protocol;

namespace Yoi.Cli;

/// <summary>A local OpenAI-compatible server that answers from a cassette. It prints its base URL first, then one line a request.</summary>
internal static class ModelServer
{
    private const int MostBytes = 32 * 1024 * 1024;

    public static async Task<Fault?> RunAsync(string cassettePath, int port, CancellationToken cancellationToken)
    {
        if (port is < IPEndPoint.MinPort or > IPEndPoint.MaxPort) return new(FaultCodes.Invalid, $"A port is {IPEndPoint.MinPort} to {IPEndPoint.MaxPort}.");
        if (!(await Cassette.ReadAsync(cassettePath, cancellationToken)).TryGet(out var cassette, out var fault)) return fault;
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.Listen(IPAddress.Loopback, port);
            kestrel.Limits.MaxRequestBodySize = MostBytes;
        });
        await using var app = builder.Build();
        var player = new CassettePlayer(cassette);
        app.MapPost("/v1/chat/completions", (HttpContext http) => AnswerAsync(http, player));
        try
        {
            await app.StartAsync(cancellationToken);
        }
        catch (IOException e)
        {
            return new(FaultCodes.Conflict, $"Port {port} cannot be taken: {e.Message}");
        }

        var address = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
        Console.WriteLine($"{address}/v1");
        await Console.Out.FlushAsync(cancellationToken);
        await app.WaitForShutdownAsync(cancellationToken);
        return null;
    }

    private static async Task AnswerAsync(HttpContext http, CassettePlayer player)
    {
        using var body = new MemoryStream();
        await http.Request.Body.CopyToAsync(body, http.RequestAborted);
        var reply = player.Answer(body.ToArray());
        Console.WriteLine(reply.Delay > TimeSpan.Zero ? $"{reply.Line} held for {reply.Delay.TotalMilliseconds} ms" : reply.Line);
        try
        {
            await Task.Delay(reply.Delay, TimeProvider.System, http.RequestAborted);
            http.Response.StatusCode = reply.Status;
            http.Response.ContentType = reply.ContentType;
            foreach (var chunk in reply.Chunks)
            {
                await http.Response.Body.WriteAsync(chunk, http.RequestAborted);
                await http.Response.Body.FlushAsync(http.RequestAborted);
            }
        }
        catch (OperationCanceledException) when (http.RequestAborted.IsCancellationRequested)
        {
            Console.WriteLine($"{reply.Line} gone: the caller went away");
        }
    }
}
