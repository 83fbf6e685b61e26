using Yoi.Tests.EndToEnd.Runtimes;

namespace Yoi.Tests.EndToEnd.Samples;

/// <summary>The sample is built from the packages alone, and talks to the program as it is shipped.</summary>
public sealed class RemoteRuntimeTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("yoi-sample-");
    private readonly RuntimeFolder _runtime = new();

    [Fact]
    public async Task It_makes_a_Worker_elsewhere_prints_its_words_and_stops_it()
    {
        var sample = await BuiltSample.BuildAsync(_folder.FullName, "RemoteRuntime", "Protocol", "Client");
        var token = await _runtime.NewToken();
        await using var model = SteeredModel.Start();
        await using var server = _runtime.Serve();
        var address = await RuntimeFolder.AddressOf(server);
        var environment = new Dictionary<string, string> { ["YOI_TOKEN"] = token };

        var running = sample.RunAsync(environment, $"{address}", model.Url, "coder-model", "Say hello.");
        var answer = await model.Asked();
        await answer.Say("Hello ");
        await answer.Say("there.");
        await answer.End();
        var ended = await running;
        (ended.ExitCode, ended.Output.ReplaceLineEndings("\n")).ShouldBe((0, "Hello there.\n"), ended.ToString());
        using var client = RuntimeFolder.Client(address, token);
        (await client.ListAllAsync(TestContext.Current.CancellationToken)).Value.ShouldHaveSingleItem().Desired.ShouldBe(Protocol.DesiredState.Stopped);

        ended = await sample.RunAsync(new Dictionary<string, string> { ["YOI_TOKEN"] = "no-token" }, $"{address}", model.Url, "coder-model", "Say hello.");
        ended.ExitCode.ShouldBe(1, ended.ToString());
        ended.Error.ShouldStartWith("runtime_auth_failed: ");
        (await sample.RunAsync(null)).ExitCode.ShouldBe(2);
    }

    public void Dispose()
    {
        _folder.Delete(recursive: true);
        _runtime.Dispose();
    }
}
