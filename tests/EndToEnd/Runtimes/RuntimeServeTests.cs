using Yoi.Client;
using Yoi.Protocol;

namespace Yoi.Tests.EndToEnd.Runtimes;

/// <summary>A runtime as a process of its own, with a model whose words the test gives.</summary>
public sealed class RuntimeServeTests : IDisposable
{
    private readonly RuntimeFolder _runtime = new();

    [Theory]
    [InlineData(StreamTransport.ServerSentEvents)]
    [InlineData(StreamTransport.WebSocket)]
    public async Task A_Worker_is_watched_over_the_death_of_its_runtime_and_the_runtime_ends_in_order(StreamTransport transport)
    {
        var secret = await _runtime.NewToken("--permissions", "read,work,manage", "--expires", "1d");
        var bind = $"127.0.0.1:{Ports.Free()}";
        await using var model = SteeredModel.Start();
        var server = _runtime.Serve("--bind", bind);
        await using var first = server;
        using var client = RuntimeFolder.Client(await RuntimeFolder.AddressOf(server), secret, transport);
        var worker = (await client.CreateAsync(new() { Profile = "test", Resolved = RuntimeFolder.Profile(model.Url) }, Cancelled)).Value.Id;
        await using var watcher = new Watcher(token => client.Observe(worker, null, token));

        (await client.SendInputAsync(worker, WorkerInput.User("Say hello.", "1"), Cancelled)).Value.Status.ShouldBe(InputStatus.Accepted);
        var answer = await model.Asked();
        await answer.Say("Hello ");
        // The watcher comes before the words or after them.
        var words = await watcher.UntilAsync(frame => frame is DeltaFrame or SnapshotFrame { InFlight: not null });
        (words as DeltaFrame ?? ((SnapshotFrame)words).InFlight!).Text.ShouldBe("Hello ");
        await server.KillHard();

        await using var second = _runtime.Serve("--bind", bind);
        await second.LineWith("Listening on ");
        (await watcher.EndAsync()).Outcome.ShouldBe(RunOutcome.Interrupted);
        // The same key again: it was taken before the process died.
        (await client.SendInputAsync(worker, WorkerInput.User("Say hello.", "1"), Cancelled)).Value.Seq.ShouldBe(2);
        (await client.SendInputAsync(worker, WorkerInput.User("Say it again.", "2"), Cancelled)).Value.Status.ShouldBe(InputStatus.Accepted);
        answer = await model.Asked();
        await answer.Say("Hello again.");
        await answer.End();
        (await watcher.EndAsync()).Outcome.ShouldBe(RunOutcome.Completed);

        (await client.SendInputAsync(worker, WorkerInput.User("And once more.", "3"), Cancelled)).Value.Status.ShouldBe(InputStatus.Accepted);
        answer = await model.Asked();
        await second.Terminate();
        // The run at hand is given the time to end.
        await answer.Say("Bye.");
        await answer.End();
        (await watcher.EndAsync()).Outcome.ShouldBe(RunOutcome.Completed);
        (await second.Ended()).ShouldBe(0, second.Log);
        watcher.Seqs.ShouldBe(Enumerable.Range(1, watcher.Seqs.Count).Select(seq => (long)seq));
        second.Log.ShouldNotContain(secret);
    }

    [Fact]
    public async Task A_second_process_on_the_same_store_says_so()
    {
        await _runtime.NewToken();
        await using var server = _runtime.Serve();
        await server.LineWith("Listening on ");
        var ended = await _runtime.Yoi("runtime", "serve", "--token-file", _runtime.Tokens, "--root", _runtime.Store);
        (ended.ExitCode, ended.Error).ShouldBe((1, $"yoi: store_locked: Another process uses the store in {_runtime.Store}. End it, or give this one another --root.\n"));
    }

    [Theory]
    [InlineData("invalid", "--bind", "0.0.0.0:0", "--root", "store")]
    [InlineData("invalid", "--bind", "[::]:0", "--root", "store")]
    [InlineData("invalid", "--bind", "nowhere", "--root", "store")]
    [InlineData("invalid", "--bind", "127.0.0.1:0")]
    [InlineData("invalid", "--store", "memory", "--root", "store")]
    [InlineData("invalid", "--root", "store", "--tls-cert", "cert.pem")]
    [InlineData("invalid", "--root", "store", "--tls-cert", "cert.pem", "--tls-key", "key.pem")]
    public async Task What_cannot_be_served_safely_is_refused_at_the_start(string code, params string[] arguments)
    {
        await _runtime.NewToken();
        var ended = await _runtime.Yoi(["runtime", "serve", "--token-file", _runtime.Tokens, .. arguments]);
        ended.ExitCode.ShouldBe(1, ended.ToString());
        ended.Error.ShouldStartWith($"yoi: {code}: ");
        ended.Output.ShouldBe("");
    }

    [Fact]
    public async Task Without_a_token_nothing_is_served()
    {
        string[] serve = ["runtime", "serve", "--store", "memory", "--token-file", _runtime.Tokens];
        (await _runtime.Yoi(serve)).Error.ShouldStartWith("yoi: not_found: ");
        await File.WriteAllTextAsync(_runtime.Tokens, "\n", Cancelled);
        _runtime.Open(to: UnixFileMode.None);
        (await _runtime.Yoi(serve)).Error.ShouldStartWith("yoi: not_found: ");
        await _runtime.NewToken();
        _runtime.Open(to: UnixFileMode.GroupRead);
        (await _runtime.Yoi(serve)).Error.ShouldStartWith("yoi: forbidden_authority: ");
        (await _runtime.Yoi("runtime", "serve", "--store", "memory")).ExitCode.ShouldBe(2);
    }

    [Theory]
    [InlineData("--workspace", "Tea House")]
    [InlineData("--workspace", "tea", "--permissions", "everything")]
    [InlineData("--workspace", "tea", "--permissions", "none")]
    [InlineData("--workspace", "tea", "--expires", "soon")]
    public async Task A_token_that_cannot_be_is_not_made(params string[] arguments)
    {
        var ended = await _runtime.Yoi(["runtime", "token", "new", "--token-file", _runtime.Tokens, .. arguments]);
        ended.ExitCode.ShouldBe(1, ended.ToString());
        ended.Error.ShouldStartWith("yoi: invalid: ");
        File.Exists(_runtime.Tokens).ShouldBeFalse();
    }

    [Fact]
    public async Task Over_HTTPS_it_is_reached_with_its_certificate_only_where_that_is_trusted()
    {
        var token = await _runtime.NewToken();
        using var key = System.Security.Cryptography.ECDsa.Create();
        var request = new System.Security.Cryptography.X509Certificates.CertificateRequest("CN=localhost", key, System.Security.Cryptography.HashAlgorithmName.SHA256);
        using var certificate = request.CreateSelfSigned(TimeProvider.System.GetUtcNow().AddDays(-1), TimeProvider.System.GetUtcNow().AddDays(1));
        var (cert, pem) = (Path.Combine(_runtime.Folder, "cert.pem"), Path.Combine(_runtime.Folder, "key.pem"));
        await File.WriteAllTextAsync(cert, certificate.ExportCertificatePem(), Cancelled);
        await File.WriteAllTextAsync(pem, key.ExportPkcs8PrivateKeyPem(), Cancelled);
        await using var server = _runtime.Serve("--tls-cert", cert, "--tls-key", pem);
        var address = await RuntimeFolder.AddressOf(server);
        address.Scheme.ShouldBe("https");

        using var http = new HttpClient(new HttpClientHandler { ServerCertificateCustomValidationCallback = (_, given, _, _) => given!.Thumbprint == certificate.Thumbprint });
        (await http.GetStringAsync(new Uri(address, "/health/ready"), Cancelled)).ShouldBe("ready\n");
        using var client = RuntimeFolder.Client(address, token);
        (await client.SummaryAsync(Cancelled)).Fault!.Code.ShouldBe(FaultCodes.RuntimeUnavailable);
    }

    public void Dispose() => _runtime.Dispose();

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;
}
