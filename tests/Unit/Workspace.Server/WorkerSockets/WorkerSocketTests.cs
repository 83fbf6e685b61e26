using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Logging.Abstractions;
using Yoi.Protocol;
using Yoi.Sandbox;
using Yoi.Workspace.Server;

namespace Yoi.Tests.Unit.Workspace.Server;

public sealed class WorkerSocketTests : IAsyncDisposable
{
    private const string Call = """{"name":"submit_work","call_id":"c1","arguments":{"summary":"Done."}}""";

    private readonly TestFolder _folder = new();
    private readonly WorkerSockets _sockets;
    private readonly WorkerRef _ada = new(RuntimeId.Embedded, WorkerId.New(TimeProvider.System));
    private readonly WorkerRef _bob = new(RuntimeId.Embedded, WorkerId.New(TimeProvider.System));

    public WorkerSocketTests() => _sockets = Sockets((caller, call, _) => Task.FromResult(new TicketToolReply($"{caller} {call.Name} {call.CallId} {call.Arguments}", EndsRun: true)));

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public async ValueTask DisposeAsync()
    {
        await _sockets.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task Who_calls_is_known_by_the_socket_and_by_nothing_that_is_said()
    {
        using var ada = await ConnectAsync(_ada);
        using var bob = await ConnectAsync(_bob);
        var posing = Call.Replace("}}", $"}},\"worker\":\"{_bob.Worker}\",\"caller\":{{\"worker\":\"{_bob.Worker}\"}}}}", StringComparison.Ordinal);

        (await AskAsync(ada, posing)).ShouldBe(new TicketToolReply($$"""{{_ada}} submit_work c1 {"summary":"Done."}""", EndsRun: true));
        (await AskAsync(bob, Call)).Text.ShouldStartWith($"{_bob} ");
        (await AskAsync(ada, Call)).Text.ShouldStartWith($"{_ada} ");
    }

    [Fact]
    public async Task Its_folder_is_closed_to_others_and_holds_nothing_else()
    {
        var folder = (await _sockets.OpenAsync(_ada, Cancelled)).Value;

        (await _sockets.OpenAsync(_ada, Cancelled)).Value.ShouldBe(folder);
        Directory.GetFileSystemEntries(folder).ShouldBe([Path.Join(folder, WorkerSockets.FileName)]);
        if (!OperatingSystem.IsWindows()) File.GetUnixFileMode(folder).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        folder.ShouldNotBe((await _sockets.OpenAsync(_bob, Cancelled)).Value);
    }

    [Fact]
    public async Task Closed_it_is_gone_with_every_connection_and_another_Workers_stays()
    {
        var folder = (await _sockets.OpenAsync(_ada, Cancelled)).Value;
        using var ada = await ConnectAsync(_ada);
        using var bob = await ConnectAsync(_bob);
        (await AskAsync(ada, Call)).IsError.ShouldBeFalse();

        await _sockets.CloseAsync(_ada);
        await _sockets.CloseAsync(_ada);

        (await ada.LineAsync()).ShouldBeNull();
        Directory.Exists(folder).ShouldBeFalse();
        await Should.ThrowAsync<SocketException>(() => Line.ConnectAsync(Path.Join(folder, WorkerSockets.FileName)));
        (await AskAsync(bob, Call)).IsError.ShouldBeFalse();
    }

    [Fact]
    public async Task A_call_under_way_when_it_is_closed_is_carried_to_its_end()
    {
        var (begun, may, done) = (new TaskCompletionSource(), new TaskCompletionSource(), false);
        await using var sockets = Sockets(async (_, _, cancellationToken) =>
        {
            begun.SetResult();
            await may.Task;
            cancellationToken.IsCancellationRequested.ShouldBeFalse();
            done = true;
            return new("Taken.");
        });
        using var ada = await Line.ConnectAsync(Path.Join((await sockets.OpenAsync(_ada, Cancelled)).Value, WorkerSockets.FileName));
        await ada.SendAsync($"{Call}\n");
        await begun.Task;

        var closing = sockets.CloseAsync(_ada).AsTask();
        closing.IsCompleted.ShouldBeFalse();
        may.SetResult();
        await closing;

        done.ShouldBeTrue();
    }

    [Fact]
    public async Task After_a_death_the_next_process_listens_in_the_same_folder()
    {
        var folder = (await _sockets.OpenAsync(_ada, Cancelled)).Value;
        await _sockets.DisposeAsync();
        // A process that was killed leaves its socket behind, which nobody answers.
        using (var left = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified)) left.Bind(new UnixDomainSocketEndPoint(Path.Join(folder, WorkerSockets.FileName)));

        await using var next = Sockets((_, _, _) => Task.FromResult(new TicketToolReply("Here again.")));
        (await next.OpenAsync(_ada, Cancelled)).Value.ShouldBe(folder);

        using var ada = await Line.ConnectAsync(Path.Join(folder, WorkerSockets.FileName));
        (await AskAsync(ada, Call)).Text.ShouldBe("Here again.");
    }

    [Theory]
    [InlineData("", FaultCodes.Invalid)]
    [InlineData("null", FaultCodes.Invalid)]
    [InlineData("[]", FaultCodes.Invalid)]
    [InlineData("{", FaultCodes.Invalid)]
    [InlineData("\0\u0001", FaultCodes.Invalid)]
    [InlineData("""{"name":"submit_work","arguments":{}}""", FaultCodes.Invalid)]
    [InlineData("""{"name":"submit_work","call_id":"","arguments":{}}""", FaultCodes.Invalid)]
    [InlineData("""{"name":"submit_work","call_id":"c","arguments":[]}""", FaultCodes.Invalid)]
    [InlineData("""{"name":null,"call_id":"c","arguments":{}}""", FaultCodes.Invalid)]
    public async Task What_is_no_call_is_refused_and_the_next_one_is_taken(string line, string code)
    {
        using var ada = await ConnectAsync(_ada);

        (await AskAsync(ada, line)).ShouldSatisfyAllConditions(r => r.IsError.ShouldBeTrue(), r => r.Text.ShouldStartWith($"{code}: "));
        (await AskAsync(ada, Call)).IsError.ShouldBeFalse();
    }

    [Fact]
    public async Task A_line_without_end_is_refused_and_its_connection_ends()
    {
        using var ada = await ConnectAsync(_ada);
        await ada.SendAsync(new string('x', (256 * 1024) + 1));

        JsonSerializer.Deserialize((await ada.LineAsync())!, WireJson.Default.TicketToolReply)!.Text.ShouldStartWith("too_large: ");
        (await ada.LineAsync()).ShouldBeNull();
        using var again = await ConnectAsync(_ada);
        (await AskAsync(again, Call)).IsError.ShouldBeFalse();
    }

    [Fact]
    public async Task Who_says_nothing_holds_up_nobody_and_too_many_are_turned_away()
    {
        var silent = new List<Line>();
        for (var i = 0; i < 3; i++) silent.Add(await ConnectAsync(_ada));
        await silent[0].SendAsync("{\"name\":");
        using var speaks = await ConnectAsync(_ada);
        (await AskAsync(speaks, Call)).IsError.ShouldBeFalse();

        using var tooMany = await ConnectAsync(_ada);
        (await tooMany.LineAsync()).ShouldBeNull();
        foreach (var line in silent) line.Dispose();
    }

    [Fact]
    public async Task A_place_that_is_taken_or_too_deep_is_a_fault()
    {
        var folder = (await _sockets.OpenAsync(_ada, Cancelled)).Value;
        await _sockets.CloseAsync(_ada);
        Directory.CreateDirectory(folder);
        await File.WriteAllTextAsync(Path.Join(folder, WorkerSockets.FileName), "not a socket", Cancelled);
        (await _sockets.OpenAsync(_ada, Cancelled)).Fault!.Code.ShouldBe(FaultCodes.Invalid);
        await using var deep = new WorkerSockets(new() { Folder = Path.Join(_folder.Root, new string('d', 100)), Tools = (_, _, _) => throw new NotSupportedException() }, NullLogger<WorkerSockets>.Instance);
        (await deep.OpenAsync(_ada, Cancelled)).Fault!.Code.ShouldBe(FaultCodes.Invalid);
    }

    [Fact]
    public async Task It_is_reached_out_of_a_sandbox_without_network_that_only_its_folder_is_bound_into()
    {
        var sandbox = new BubblewrapSandbox();
        if (await sandbox.CheckAsync(Cancelled) is { } missing) Assert.Skip(missing.Message);
        Assert.SkipUnless(File.Exists("/usr/bin/perl"), "There is no perl to speak over a socket with.");
        var folder = (await _sockets.OpenAsync(_ada, Cancelled)).Value;
        await _sockets.OpenAsync(_bob, Cancelled);
        const string Speak = """use IO::Socket::UNIX; my $s = IO::Socket::UNIX->new(Peer => "/run/yoi/tools.sock") or die "no socket: $!"; print $s "$ARGV[0]\n"; $s->flush; print scalar <$s>; print join(",", glob("/run/yoi/*"));""";

        var ran = (await sandbox.RunAsync(
            new()
            {
                Arguments = ["/usr/bin/perl", "-e", Speak, Call],
                Mounts = [new(Directory.CreateDirectory(Path.Join(_folder.Root, "work")).FullName, "/work", MountAccess.ReadWrite), new(folder, "/run/yoi", MountAccess.ReadOnly)],
                Timeout = TimeSpan.FromSeconds(30),
            },
            Cancelled)).Value;

        var said = Encoding.UTF8.GetString(ran.Output.Bytes.Span);
        said.ShouldContain($"{_ada} submit_work c1", customMessage: Encoding.UTF8.GetString(ran.Error.Bytes.Span));
        said.ShouldEndWith("/run/yoi/tools.sock");
    }

    private WorkerSockets Sockets(Func<WorkerRef, TicketToolCall, CancellationToken, Task<TicketToolReply>> tools) => new(new() { Folder = Path.Join(_folder.Root, "w"), Tools = tools }, NullLogger<WorkerSockets>.Instance);

    private async Task<Line> ConnectAsync(WorkerRef worker) => await Line.ConnectAsync(Path.Join((await _sockets.OpenAsync(worker, Cancelled)).Value, WorkerSockets.FileName));

    private static async Task<TicketToolReply> AskAsync(Line line, string call)
    {
        await line.SendAsync($"{call}\n");
        return JsonSerializer.Deserialize((await line.LineAsync()).ShouldNotBeNull(), WireJson.Default.TicketToolReply)!;
    }

    /// <summary>A connection as a program in a sandbox has it.</summary>
    private sealed class Line(Socket socket) : IDisposable
    {
        private readonly StreamReader _reader = new(new NetworkStream(socket, ownsSocket: true));

        public static async Task<Line> ConnectAsync(string path)
        {
            var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
            await socket.ConnectAsync(new UnixDomainSocketEndPoint(path), Cancelled);
            return new(socket);
        }

        public async Task SendAsync(string text)
        {
            await _reader.BaseStream.WriteAsync(Encoding.UTF8.GetBytes(text), Cancelled);
            await _reader.BaseStream.FlushAsync(Cancelled);
        }

        public async Task<string?> LineAsync()
        {
            try
            {
                return await _reader.ReadLineAsync(Cancelled).AsTask().WaitAsync(TimeSpan.FromSeconds(20), Cancelled);
            }
            catch (IOException)
            {
                return null;
            }
        }

        public void Dispose() => _reader.Dispose();
    }
}
