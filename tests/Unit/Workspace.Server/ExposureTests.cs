using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Yoi.Protocol;
using Yoi.Protocol.Browser;
using Yoi.Tests.Unit.Runtime.Fakes;
using Yoi.Workspace;
using Yoi.Workspace.Server;

namespace Yoi.Tests.Unit.Workspace.Server;

public sealed class ExposureTests
{
    private const string Board = "/api/workspaces/tea/board";

    private static readonly Uri Public = new("https://yoi.example.com/");

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("open", "--tls-cert")]
    [InlineData("tls alone", "yoi token new")]
    [InlineData("proxy alone", "--public-url")]
    [InlineData("proxy without access", "yoi token new")]
    [InlineData("every address", "--public-url")]
    [InlineData("public without tls", "--behind-proxy")]
    [InlineData("plain public", "https://host")]
    [InlineData("public with path", "https://host")]
    public async Task What_is_not_safe_beyond_this_machine_does_not_start_and_says_what_to_do(string what, string remedy)
    {
        using var certificate = Certificate();
        // Another address of this machine than 127.0.0.1 and ::1 would do as well; none is bound here.
        var (any, elsewhere) = (IPAddress.Any, IPAddress.Parse("10.11.12.13"));
        var fault = await FaultOfAsync(options => what switch
        {
            "open" => options with { Address = elsewhere },
            "tls alone" => options with { Address = elsewhere, Certificate = certificate },
            "proxy alone" => options with { Proxy = IPAddress.Loopback },
            "proxy without access" => options with { Proxy = IPAddress.Loopback, PublicUrl = Public },
            "every address" => options with { Address = any, Certificate = certificate, Login = Login() },
            "public without tls" => options with { PublicUrl = Public },
            "plain public" => options with { PublicUrl = new("http://yoi.example.com"), Certificate = certificate },
            "public with path" => options with { PublicUrl = new("https://yoi.example.com/yoi"), Certificate = certificate },
            _ => throw new InvalidOperationException(what),
        });

        fault.Code.ShouldBe(FaultCodes.Invalid);
        fault.Message.ShouldContain(remedy);
    }

    [Fact]
    public async Task A_token_is_enough_access_and_an_expired_one_is_not()
    {
        var journal = new SwitchJournal();
        await using (var local = await TestServer.StartAsync(journal: journal)) await local.IssueAsync(AccessRole.Viewer, days: 1);
        ServerOptions Proxied(ServerOptions options) => options with { Proxy = IPAddress.Loopback, PublicUrl = Public };

        await using (await TestServer.StartAsync(options: Proxied, journal: journal))
        {
        }

        var late = new ManualTime();
        late.Advance(TimeSpan.FromDays(1));
        (await FaultOfAsync(options => Proxied(options) with { Time = late }, journal)).Message.ShouldContain("yoi token new");
    }

    [Fact]
    public async Task Behind_a_proxy_the_public_address_alone_is_ours()
    {
        await using var server = await TestServer.StartAsync(options: options => options with { Proxy = IPAddress.Loopback, PublicUrl = Public, Login = Login() });
        server.Server.Address.ShouldBe(Public);
        server.Server.NewLink().Url.ShouldStartWith("https://yoi.example.com/#link=");
        var token = (await server.IssueAsync(AccessRole.Viewer)).Token;

        (await StatusAsync(server, token, "yoi.example.com", "https://yoi.example.com")).ShouldBe(200);
        (await StatusAsync(server, token, "yoi.example.com:443", null)).ShouldBe(200);
        (await StatusAsync(server, token, "internal:8080", "https://yoi.example.com", forwardedHost: "yoi.example.com")).ShouldBe(200);
        (await StatusAsync(server, token, "yoi.example.com", "http://yoi.example.com")).ShouldBe(403);
        (await StatusAsync(server, token, "yoi.example.com", "https://evil.example")).ShouldBe(403);
        (await StatusAsync(server, token, $"127.0.0.1:{server.Server.Listens.Port}", null)).ShouldBe(403);
        (await StatusAsync(server, token, "yoi.example.com", null, forwardedHost: "evil.example")).ShouldBe(403);
    }

    [Fact]
    public async Task Who_goes_around_the_proxy_is_refused()
    {
        await using var server = await TestServer.StartAsync(options: options => options with { Proxy = IPAddress.Parse("10.11.12.13"), PublicUrl = Public, Login = Login() });
        var token = (await server.IssueAsync(AccessRole.Viewer)).Token;

        (await StatusAsync(server, token, "yoi.example.com", null)).ShouldBe(403);
    }

    [Fact]
    public async Task Behind_a_proxy_those_it_speaks_for_have_limits_of_their_own_and_cannot_choose_whose()
    {
        await using var server = await TestServer.StartAsync(options: options =>
            options with { Proxy = IPAddress.Loopback, PublicUrl = Public, Login = Login(), Limits = new() { FailedBurst = 2, FailedPerMinute = 1 } });
        Task<int> Ask(string from) => StatusAsync(server, new string('A', 43), "yoi.example.com", null, forwardedFor: from);

        (await Ask("203.0.113.7")).ShouldBe(401);
        (await Ask("198.51.100.1, 203.0.113.7")).ShouldBe(401);
        (await Ask("198.51.100.2, 203.0.113.7")).ShouldBe(429);
        (await Ask("203.0.113.8")).ShouldBe(401);
        (await Ask("2001:db8::1")).ShouldBe(401);
        (await Ask("2001:db8::2")).ShouldBe(401);
        (await Ask("2001:db8::3")).ShouldBe(429);
    }

    [Fact]
    public async Task Over_TLS_the_same_is_served_and_remembered_as_such()
    {
        using var certificate = Certificate();
        await using var server = await TestServer.StartAsync(options: options => options with { Certificate = certificate });
        server.Server.Listens.Scheme.ShouldBe("https");
        server.Server.NewLink().Url.ShouldStartWith($"https://127.0.0.1:{server.Server.Listens.Port}/#link=");
        using var handler = new SocketsHttpHandler();
        handler.SslOptions.RemoteCertificateValidationCallback = (_, shown, _, _) => shown!.GetCertHashString() == certificate.GetCertHashString();
        using var http = new HttpClient(handler) { BaseAddress = server.Server.Listens };
        http.DefaultRequestHeaders.Authorization = new("Bearer", (await server.IssueAsync(AccessRole.Viewer)).Token);

        using var response = await http.GetAsync(Board, Cancelled);

        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        response.Headers.GetValues("Strict-Transport-Security").ShouldHaveSingleItem();
    }

    private static async Task<Fault> FaultOfAsync(Func<ServerOptions, ServerOptions> options, SwitchJournal? journal = null)
    {
        using var folder = new TestFolder();
        var started = await WorkspaceServer.StartAsync([new(new Surfaces().Whole(new(Sample.Workspace), journal ?? new()), folder.Socket)], options(new()), null, Cancelled);
        return started.Fault.ShouldNotBeNull();
    }

    private static async Task<int> StatusAsync(TestServer server, string token, string host, string? origin, string? forwardedHost = null, string? forwardedFor = null)
    {
        using var response = await server.SendAsync("GET", Board, token, request =>
        {
            request.Headers.Host = host;
            if (origin is not null) request.Headers.Add("Origin", origin);
            if (forwardedHost is not null) request.Headers.Add("X-Forwarded-Host", forwardedHost);
            if (forwardedFor is not null) request.Headers.Add("X-Forwarded-For", forwardedFor);
        });
        return (int)response.StatusCode;
    }

    private static LoginSettings Login() => new() { Issuer = new("https://login.example.com"), ClientId = "yoi", Rules = [new(AccessRole.Viewer, Subject: "s")] };

    private static X509Certificate2 Certificate()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=yoi", key, HashAlgorithmName.SHA256);
        return request.CreateSelfSigned(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddYears(100));
    }
}
