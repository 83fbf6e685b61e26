using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Yoi.Tests.EndToEnd.Commands;

public sealed class AccessCommandTests
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_token_made_on_the_command_line_works_until_it_is_revoked_over_a_restart_and_all_of_it_is_on_record()
    {
        await using var workspace = await Configured();
        var first = await workspace.Up();
        var made = (await workspace.MustYoi("token", "new", "--name", "ci", "--role", "operator", "--days", "30")).Split('\t');
        var (token, id) = (made[0], made[1]);

        (await StatusAsync(first, token)).ShouldBe(HttpStatusCode.OK);
        await first.KillHard();
        var server = await workspace.Up();
        (await StatusAsync(server, token)).ShouldBe(HttpStatusCode.OK);
        var listed = Json.Of(await workspace.MustYoi("token", "list", "--json"));
        listed.GetProperty("name").GetString().ShouldBe("ci");
        listed.GetProperty("role").GetString().ShouldBe("operator");
        listed.GetProperty("created_by").GetString().ShouldBe("person");
        listed.GetProperty("last_used").GetString().ShouldNotBeNull();
        (await workspace.MustYoi("token", "list")).Split('\t')[..3].ShouldBe([id, "ci", "operator"]);

        await workspace.MustYoi("token", "revoke", id);

        (await StatusAsync(server, token)).ShouldBe(HttpStatusCode.Unauthorized);
        await workspace.Refuses("not_found", "token", "revoke", id);
        await workspace.Refuses("invalid", "token", "new", "--name", "ci", "--days", "366");
        var audit = (await workspace.MustYoi("audit", "--json")).Split('\n').Select(Json.Of).ToList();
        audit.Select(a => (a.GetProperty("method").GetString(), a.GetProperty("status").GetInt32(), a.GetProperty("name").GetString())).ShouldBe(
            [("POST", 400, "person"), ("DELETE", 404, "person"), ("DELETE", 200, "person"), ("POST", 201, "person")]);
        audit[^1].GetProperty("targets").GetProperty("token").GetString().ShouldBe(id);
        (await workspace.MustYoi("audit", "--limit", "1")).Split('\t')[6].ShouldBe("400 invalid");
        server.Log.ShouldContain("trace_id:");
        foreach (var log in new[] { first.Log, server.Log }) log.ShouldNotContain(token);
    }

    [Fact]
    public async Task Sessions_are_listed_and_ended_from_the_command_line()
    {
        await using var workspace = await Configured();
        var server = await workspace.Up();
        using var http = new HttpClient { BaseAddress = Address(server) };
        var secret = new Uri(await workspace.MustYoi("open", "--print")).Fragment["#link=".Length..];
        using var opened = await http.PostAsync("/api/auth/session", new StringContent($$"""{"secret":"{{secret}}"}""", new MediaTypeHeaderValue("application/json")), Cancelled);
        var token = Json.Of(await opened.Content.ReadAsStringAsync(Cancelled)).GetProperty("token").GetString()!;

        (await workspace.MustYoi("session", "list")).Split('\t')[1..4].ShouldBe(["person", "admin", "link"]);
        await workspace.Refuses("invalid", "session", "revoke");
        (await workspace.MustYoi("session", "revoke", "--all")).ShouldBe("1");

        (await StatusAsync(server, token)).ShouldBe(HttpStatusCode.Unauthorized);
        (await workspace.MustYoi("session", "list")).ShouldBe("");
        foreach (var kept in new[] { secret, token }) server.Log.ShouldNotContain(kept);
    }

    [Theory]
    [InlineData("--tls-cert", "--bind", "0.0.0.0:0")]
    [InlineData("yoi token new", "--behind-proxy", "--public-url", "https://yoi.example.com")]
    [InlineData("--public-url", "--bind", "127.0.0.1:0", "--behind-proxy")]
    [InlineData("ADDRESS:PORT", "--bind", "127.0.0.1:0", "--port", "1")]
    [InlineData("0.0.0.0:8443", "--bind", "somewhere")]
    [InlineData("--tls-key", "--tls-cert", "cert.pem")]
    [InlineData("PEM", "--tls-cert", "no.pem", "--tls-key", "no.pem")]
    public async Task What_would_let_others_in_unguarded_is_refused_with_what_to_do(string remedy, params string[] arguments)
    {
        await using var workspace = await Configured();

        (await workspace.Refuses("invalid", ["up", "--no-open", .. arguments])).Error.ShouldContain(remedy);
    }

    [Fact]
    public async Task With_TLS_and_a_token_others_are_let_in_by_the_public_address_alone()
    {
        await using var workspace = await Configured();
        var (certificate, key) = await CertificateIn(workspace);
        var port = Ports.Free();
        string[] arguments = ["up", "--no-open", "--bind", $"0.0.0.0:{port}", "--tls-cert", certificate, "--tls-key", key, "--public-url", "https://yoi.example.com:8443"];
        (await workspace.Refuses("invalid", arguments)).Error.ShouldContain("yoi token new");
        var local = await workspace.Up();
        var token = (await workspace.MustYoi("token", "new", "--name", "ci")).Split('\t')[0];
        await local.KillHard();

        var server = workspace.Start(arguments);
        (await server.LineWith("Yoi is up: ")).ShouldContain("https://yoi.example.com:8443/#link=");

        (await workspace.MustYoi("open", "--print")).ShouldStartWith("https://yoi.example.com:8443/#link=");
        using var handler = new SocketsHttpHandler();
        handler.SslOptions.RemoteCertificateValidationCallback = (_, shown, _, _) => shown!.Subject == "CN=yoi.example.com";
        using var http = new HttpClient(handler) { BaseAddress = new($"https://127.0.0.1:{port}") };
        http.DefaultRequestHeaders.Authorization = new("Bearer", token);
        using var byNumber = await http.GetAsync("/api/workspaces/test/status", Cancelled);
        byNumber.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        http.DefaultRequestHeaders.Host = "yoi.example.com:8443";
        using var byName = await http.GetAsync("/api/workspaces/test/status", Cancelled);
        byName.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData("issuer: http://login.example.com\nclient_id: yoi\nroles: [{ email: a@example.com, role: admin }]", "login.yaml:1: 'issuer' must be an https address")]
    [InlineData("issuer: https://login.example.com\nclient_id: yoi\nclient_secret: plain\nroles: [{ email: a@example.com, role: admin }]", "login.yaml:3: 'client_secret' must hold keys")]
    [InlineData("issuer: https://login.example.com\nclient_id: yoi\nclient_secret: { env: NO_SUCH_SECRET }\nroles: [{ email: a@example.com, role: admin }]", "NO_SUCH_SECRET, which is not set")]
    [InlineData("issuer: https://login.example.com\nclient_id: yoi", "lets nobody in")]
    [InlineData("issuer: https://login.example.com\nclient_id: yoi\nroles: [{ role: admin }]", "exactly one of email, sub and group")]
    [InlineData("issuer: https://login.example.com\nclient_id: yoi\nrole: []\nroles: [{ sub: x, role: admin }]", "unknown key 'role'")]
    public async Task A_login_that_is_not_well_set_up_is_told_by_file_and_line(string file, string told)
    {
        await using var workspace = await Configured();
        Directory.CreateDirectory(workspace.Environment["YOI_HOME"]);
        await File.WriteAllTextAsync(Path.Combine(workspace.Environment["YOI_HOME"], "login.yaml"), file, Cancelled);

        (await workspace.Refuses("settings_invalid", "up", "--no-open")).Error.ShouldContain(told);
    }

    [Fact]
    public async Task A_secret_that_others_could_read_is_refused_and_a_private_one_is_taken()
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("Modes of files are of Unix.");
            return;
        }

        await using var workspace = await Configured();
        var home = workspace.Environment["YOI_HOME"];
        Directory.CreateDirectory(home);
        var secret = Path.Combine(home, "client-secret");
        await File.WriteAllTextAsync(secret, "s3cret\n", Cancelled);
        File.SetUnixFileMode(secret, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.OtherRead);
        await File.WriteAllTextAsync(
            Path.Combine(home, "login.yaml"), $"issuer: https://login.example.com\nclient_id: yoi\nclient_secret: {{ file: {secret} }}\nroles:\n  - {{ group: makers, role: operator }}\n", Cancelled);

        (await workspace.Refuses("settings_invalid", "up", "--no-open")).Error.ShouldContain("0600");
        File.SetUnixFileMode(secret, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        var server = await workspace.Up();

        using var http = new HttpClient { BaseAddress = Address(server) };
        (await http.GetStringAsync("/api/auth/methods", Cancelled)).ShouldBe("""{"login":true}""");
    }

    [Fact]
    public async Task Measurements_and_traces_are_sent_where_the_standard_variable_says()
    {
        await using var workspace = await Configured();
        await using var collector = Collector.Start();
        var environment = workspace.Environment;
        (environment["OTEL_EXPORTER_OTLP_ENDPOINT"], environment["OTEL_EXPORTER_OTLP_PROTOCOL"]) = (collector.Url, "http/protobuf");
        await using var server = Server.Start(workspace.Root, environment, "up", "--no-open");
        await server.LineWith("Yoi is up: ");
        var token = (await workspace.MustYoi("token", "new", "--name", "planted-name")).Split('\t')[0];
        (await StatusAsync(server, token)).ShouldBe(HttpStatusCode.OK);

        await server.Interrupt();
        (await server.Ended()).ShouldBe(0, server.Log);

        collector.Paths.ShouldContain("/v1/metrics");
        collector.Paths.ShouldContain("/v1/traces");
        var sent = collector.Text;
        sent.ShouldContain("yoi.http.request.duration");
        sent.ShouldContain("yoi.journal.appends");
        sent.ShouldContain("POST /api/auth/tokens");
        sent.ShouldNotContain(token);
        sent.ShouldNotContain("planted-name");
    }

    [Fact]
    public async Task Help_fits_a_screen_and_shows_an_example()
    {
        await using var workspace = await TestWorkspace.Make();
        foreach (var words in new[] { "token new", "token list", "token revoke", "session list", "session revoke", "audit" })
        {
            var help = await workspace.MustYoi([.. words.Split(' '), "--help"]);
            help.ShouldContain($"Example:\n  yoi {words}");
            help.Split('\n').Length.ShouldBeLessThan(24, help);
        }
    }

    private static async Task<(string Certificate, string Key)> CertificateIn(TestWorkspace workspace)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var made = new CertificateRequest("CN=yoi.example.com", key, HashAlgorithmName.SHA256).CreateSelfSigned(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddYears(100));
        var (certificate, secret) = (Path.Combine(workspace.Temporary, "chain.pem"), Path.Combine(workspace.Temporary, "key.pem"));
        await File.WriteAllTextAsync(certificate, made.ExportCertificatePem(), Cancelled);
        await File.WriteAllTextAsync(secret, key.ExportPkcs8PrivateKeyPem(), Cancelled);
        return (certificate, secret);
    }

    private static async Task<TestWorkspace> Configured()
    {
        var workspace = await TestWorkspace.Make();
        await workspace.Configure("http://127.0.0.1:9/v1");
        return workspace;
    }

    private static Uri Address(Server server) => new(new Uri(server.Log.Split('\n').First(l => l.Contains("Yoi is up: ", StringComparison.Ordinal)).Split(": ", 2)[1]).GetLeftPart(UriPartial.Authority));

    private static async Task<HttpStatusCode> StatusAsync(Server server, string token)
    {
        using var http = new HttpClient { BaseAddress = Address(server) };
        http.DefaultRequestHeaders.Authorization = new("Bearer", token);
        using var response = await http.GetAsync("/api/workspaces/test/status", Cancelled);
        return response.StatusCode;
    }
}
