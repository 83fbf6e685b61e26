using System.Text;
using Yoi.Client;
using Yoi.Journal;
using Yoi.Protocol;
using Yoi.Protocol.Browser;
using Yoi.Tests.Unit.Workspace.Registry.Sources;
using Yoi.Tests.Unit.Workspace.Server.Live;

namespace Yoi.Tests.Unit.Workspace.Registry.Connections;

/// <summary>Runtimes come and go while the workspace runs, over its API; what leads to them is seen by nobody.</summary>
public sealed class ConnectionTests : IAsyncLifetime
{
    private static readonly RuntimeId Far = RuntimeId.Parse("far", null);

    private readonly LiveWorkspace _live = new();
    private ServedRuntime _served = null!;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    private RuntimesClient Runtimes => _live.Client.Runtimes("live");

    public async ValueTask InitializeAsync()
    {
        await _live.InitializeAsync();
        _served = await ServedRuntime.StartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _live.DisposeAsync();
        await _served.DisposeAsync();
    }

    [Fact]
    public async Task A_runtime_is_tried_out_added_worked_in_and_still_there_after_a_restart()
    {
        (await Runtimes.TestAsync(new(Far, _served.Url, _served.Token), Cancelled)).Value.State.ShouldBe(RuntimeState.Running);
        (await Runtimes.ListAsync(Cancelled)).Value.Items.ShouldHaveSingleItem().Runtime.ShouldBe(RuntimeId.Embedded);
        (await AddAsync()).Value.ShouldSatisfyAllConditions(r => r.Runtime.ShouldBe(Far), r => r.Kind.ShouldBe(RuntimeKind.Remote), r => r.FromSettings.ShouldBeFalse());
        var worker = (await _live.Workers.CreateAsync(new("coder", "Ada", "say hello", Far), "k", Cancelled)).Value;
        (worker.Runtime, worker.Branch).ShouldBe((Far, null));

        await _live.StopAsync();
        await _live.StartAsync();

        (await Runtimes.ListAsync(Cancelled)).Value.Items.Select(r => r.Runtime).ShouldBe([RuntimeId.Embedded, Far]);
        (await _live.Workers.ShowAsync(new(Far, worker.Worker), Cancelled)).Value.Name.ShouldBe("Ada");
        (await _live.Workers.CreateAsync(new("coder", "Ada", "say hello", Far), "k", Cancelled)).Value.Worker.ShouldBe(worker.Worker);
    }

    [Fact]
    public async Task The_token_is_in_no_record_log_answer_or_text()
    {
        await AddAsync();
        var answers = $"{(await AddAsync()).Value}{(await Runtimes.ListAsync(Cancelled)).Value}{new NewRuntime(Far, _served.Url, _served.Token)}";
        var records = new StringBuilder();
        foreach (var head in (await _live.Journal.StreamsAsync(new(), Cancelled)).Value.Heads)
            foreach (var item in (await _live.Journal.ReadAsync(head.Stream, new(), Cancelled)).Value.Events) records.Append(Encoding.UTF8.GetString(item.Data.Span));

        records.ToString().ShouldContain("runtime_added");
        records.ToString().ShouldNotContain(_served.Token);
        answers.ShouldNotContain(_served.Token);
        answers.ShouldNotContain(_served.Url);
        _live.Log.ShouldNotContain(_served.Token);
    }

    [Fact]
    public async Task A_name_is_taken_once_but_the_same_runtime_may_get_another_token()
    {
        (await AddAsync()).Fault.ShouldBeNull();
        await using var other = await ServedRuntime.StartAsync();
        (await Runtimes.AddAsync(new(Far, other.Url, other.Token), Cancelled)).Fault!.Code.ShouldBe(FaultCodes.Conflict);
        (await Runtimes.AddAsync(new(RuntimeId.Embedded, other.Url, other.Token), Cancelled)).Fault!.Code.ShouldBe(FaultCodes.Conflict);
        (await Runtimes.AddAsync(new(Far, _served.Url, "wrong"), Cancelled)).Fault!.Code.ShouldBe(FaultCodes.RuntimeAuthFailed);
        (await Runtimes.AddAsync(new(Far, _served.Url, await _served.AnotherTokenAsync()), Cancelled)).Fault.ShouldBeNull();
        (await Runtimes.ListAsync(Cancelled)).Value.Items.Count.ShouldBe(2);
    }

    [Fact]
    public async Task What_has_Workers_or_cannot_be_asked_or_is_the_servers_own_stays()
    {
        await AddAsync();
        var worker = (await _live.Workers.CreateAsync(new("coder", Runtime: Far), null, Cancelled)).Value;
        (await Runtimes.RemoveAsync(RuntimeId.Embedded, Cancelled))!.Code.ShouldBe(FaultCodes.Conflict);
        (await Runtimes.RemoveAsync(RuntimeId.Parse("nobody", null), Cancelled))!.Code.ShouldBe(FaultCodes.UnknownRuntime);
        (await Runtimes.RemoveAsync(Far, Cancelled))!.Code.ShouldBe(FaultCodes.Conflict);
        (await _live.Host.Registry.DeleteAsync(new(Far, worker.Worker), Cancelled)).ShouldBeNull();
        (await Runtimes.RemoveAsync(Far, Cancelled)).ShouldBeNull();
        (await Runtimes.RemoveAsync(Far, Cancelled))!.Code.ShouldBe(FaultCodes.UnknownRuntime);
        (await AddAsync()).Fault.ShouldBeNull();
        await _served.StopAsync();
        (await Runtimes.RemoveAsync(Far, Cancelled))!.Code.ShouldBe(FaultCodes.RuntimeUnavailable);
        (await Runtimes.ListAsync(Cancelled)).Value.Items.Count.ShouldBe(2);
        _live.Host.Failed.IsCompleted.ShouldBeFalse();
    }

    [Fact]
    public async Task Lost_keys_are_said_and_the_runtime_is_joined_anew_with_a_token()
    {
        await AddAsync();
        await _live.StopAsync();
        _live.KeysLost = true;
        await _live.StartAsync();
        await LiveWorkspace.UntilAsync(() => _live.Host.Runtimes.List().Items[1].Problem?.Code == FaultCodes.RuntimeAuthFailed);

        _live.KeysLost = false;
        (await AddAsync()).Fault.ShouldBeNull();

        await LiveWorkspace.UntilAsync(() => _live.Host.Runtimes.List().Items[1] is { Problem: null, State: RuntimeState.Running });
    }

    [Theory]
    [InlineData("ftp://127.0.0.1:1")]
    [InlineData("file:///etc/passwd")]
    [InlineData("http://runtime.example:8090")]
    [InlineData("http://127.0.0.1.example:8090")]
    [InlineData("http://169.254.169.254")]
    [InlineData("http://me:pw@127.0.0.1:8090")]
    [InlineData("http://127.0.0.1:8090/path")]
    [InlineData("http://127.0.0.1:8090?x=1")]
    [InlineData("http://127.0.0.1:8090#x")]
    [InlineData("127.0.0.1:8090")]
    [InlineData("")]
    public async Task An_address_that_no_runtime_has_is_not_asked(string url)
    {
        (await Runtimes.TestAsync(new(Far, url, _served.Token), Cancelled)).Fault!.Code.ShouldBe(FaultCodes.Invalid);
        (await Runtimes.AddAsync(new(Far, url, _served.Token), Cancelled)).Fault!.Code.ShouldBe(FaultCodes.Invalid);
    }

    [Theory]
    [InlineData("")]
    [InlineData("two words")]
    [InlineData("line\r\nX-Other: 1")]
    [InlineData("käse")]
    public async Task What_is_no_token_is_not_sent(string token) => (await Runtimes.AddAsync(new(Far, _served.Url, token), Cancelled)).Fault!.Code.ShouldBe(FaultCodes.Invalid);

    [Fact]
    public async Task A_Worker_is_made_in_no_runtime_that_is_not_there()
    {
        (await _live.Workers.CreateAsync(new("coder", Runtime: Far), "k", Cancelled)).Fault!.Code.ShouldBe(FaultCodes.UnknownRuntime);
        await AddAsync();
        (await _live.Workers.CreateAsync(new("coder", Runtime: Far), "k", Cancelled)).Value.Runtime.ShouldBe(Far);
    }

    [Fact]
    public async Task The_settings_file_joins_runtimes_once_it_is_trusted_and_takes_them_away()
    {
        _live.Variables["YOI_RUNTIME_FAR"] = _served.Token;
        var before = await File.ReadAllTextAsync(_live.SettingsFile, Cancelled);
        await File.WriteAllTextAsync(_live.SettingsFile, $"{before}runtimes:\n  far: {{ url: \"{_served.Url}\", token_env: YOI_RUNTIME_FAR }}\n", Cancelled);
        await LiveWorkspace.UntilAsync(() => _live.Host.Board.Snapshot().Workspace.Notices.Any(n => n.Code == FaultCodes.Untrusted));
        (await Runtimes.ListAsync(Cancelled)).Value.Items.ShouldHaveSingleItem();

        await _live.TrustAsync();
        await LiveWorkspace.UntilAsync(() => _live.Host.Runtimes.List().Items is [_, { State: RuntimeState.Running, FromSettings: true }]);
        (await Runtimes.RemoveAsync(Far, Cancelled))!.Code.ShouldBe(FaultCodes.Conflict);
        (await AddAsync()).Fault!.Code.ShouldBe(FaultCodes.Conflict);

        await File.WriteAllTextAsync(_live.SettingsFile, before, Cancelled);
        await _live.TrustAsync();
        await LiveWorkspace.UntilAsync(() => _live.Host.Runtimes.List().Items.Count == 1);
        _live.Host.Failed.IsCompleted.ShouldBeFalse();
    }

    private Task<Result<RuntimeView>> AddAsync() => Runtimes.AddAsync(new(Far, _served.Url, _served.Token), Cancelled);
}
