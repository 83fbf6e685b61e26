using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Yoi.Protocol;
using Yoi.Runtime.Server;
using Yoi.Tests.Unit.Runtime.Fakes;

namespace Yoi.Tests.Unit.Runtime.Server;

/// <summary>The routes in a web application of somebody else.</summary>
public sealed class MapRuntimeTests : RuntimeFixture
{
    [Fact]
    public async Task They_stand_behind_a_prefix_with_all_their_checks()
    {
        using var folder = new TokenFolder();
        var token = await folder.AddAsync();
        using var tokens = TokenFile.Open(folder.File, TimeProvider.System).Value;
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        await using var app = builder.Build();
        app.UseWebSockets();
        app.MapRuntime("/workers-of-mine", Runtime, new() { Tokens = tokens });
        app.MapGet("/", () => "mine");
        await app.StartAsync(Cancelled);
        var address = new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());

        using var http = new HttpClient { BaseAddress = address };
        (await http.GetStringAsync("/", Cancelled)).ShouldBe("mine");
        ((int)(await http.GetAsync("/workers-of-mine/runtime", Cancelled)).StatusCode).ShouldBe(401);
        http.DefaultRequestHeaders.Authorization = new("Bearer", token);
        (await http.GetStringAsync("/workers-of-mine/runtime", Cancelled)).ShouldContain("\"backend\":\"fake\"");
        using var stream = await http.GetAsync("/workers-of-mine/workers/watch", HttpCompletionOption.ResponseHeadersRead, Cancelled);
        await using var events = new EventText(stream);
        var stopping = app.StopAsync(Cancelled);
        (await events.NextAsync<ClosedFrame>()).Fault.Code.ShouldBe(FaultCodes.RuntimeStopped);
        await stopping;
    }
}
