using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using Yoi.Journal;
using Yoi.Protocol;
using Yoi.Protocol.Browser;
using Yoi.Workspace;
using Yoi.Workspace.Server;

namespace Yoi.Tests.Unit.Workspace.Server;

public sealed class OperatorSocketTests
{
    [Fact]
    public async Task Over_the_socket_no_token_is_needed()
    {
        await using var server = await TestServer.StartAsync();
        server.Board.Put(Sample.Card(1));

        var board = await server.Operator.GetFromJsonAsync("/api/workspaces/tea/board", BrowserJson.Default.BoardSnapshot, TestContext.Current.CancellationToken);
        var status = await server.Operator.GetFromJsonAsync("/api/workspaces/tea/status", BrowserJson.Default.StatusView, TestContext.Current.CancellationToken);

        board!.Cards.ShouldBe([Sample.Card(1)]);
        status!.Version.ShouldBe(Sample.Status.Version);
    }

    [Fact]
    public async Task The_operator_makes_links_that_open_sessions()
    {
        await using var server = await TestServer.StartAsync();

        using var made = await server.Operator.PostAsync("/api/auth/links", null, TestContext.Current.CancellationToken);
        var link = (await made.Content.ReadFromJsonAsync(BrowserJson.Default.OneTimeLink, TestContext.Current.CancellationToken)).ShouldNotBeNull();
        using var opened = await server.PostSecretAsync(new Uri(link.Url).Fragment["#link=".Length..]);

        opened.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_stale_socket_is_replaced_and_a_living_one_is_not()
    {
        using var folder = new TestFolder();
        using (var dead = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified))
        {
            // Moved once bound: disposing removes the name it was bound to, so the file stays as a killed server leaves it.
            dead.Bind(new UnixDomainSocketEndPoint(folder.Socket + ".born"));
            File.Move(folder.Socket + ".born", folder.Socket);
        }

        File.Exists(folder.Socket).ShouldBeTrue();
        var first = await StartAsync(folder.Socket);
        await using var server = first.Value;

        (await StartAsync(folder.Socket)).Fault!.Code.ShouldBe(FaultCodes.Conflict);
    }

    [Fact]
    public async Task A_file_that_is_no_socket_is_left_alone()
    {
        using var folder = new TestFolder();
        folder.Write("operator.sock", "precious");

        (await StartAsync(folder.Socket)).Fault!.Code.ShouldBe(FaultCodes.Invalid);

        (await File.ReadAllTextAsync(folder.Socket, TestContext.Current.CancellationToken)).ShouldBe("precious");
    }

    [Fact]
    public async Task A_folder_that_others_may_enter_is_refused()
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("Modes of folders are of Unix.");
            return;
        }

        using var folder = new TestFolder();
        File.SetUnixFileMode(folder.Root, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute | UnixFileMode.OtherExecute);

        (await StartAsync(folder.Socket)).Fault!.Code.ShouldBe(FaultCodes.Invalid);
    }

    [Fact]
    public async Task A_path_longer_than_a_socket_bears_is_refused()
    {
        using var folder = new TestFolder();

        (await StartAsync(Path.Join(folder.Root, new string('s', 108)))).Fault!.Code.ShouldBe(FaultCodes.Invalid);
        (await StartAsync("operator.sock")).Fault!.Code.ShouldBe(FaultCodes.Invalid);
        (await StartAsync(Path.Join(folder.Root, "absent", "operator.sock"))).Fault!.Code.ShouldBe(FaultCodes.Invalid);
    }

    [Fact]
    public async Task A_taken_port_is_a_conflict()
    {
        await using var other = await TestServer.StartAsync();
        using var folder = new TestFolder();

        (await StartAsync(folder.Socket, other.Server.Address.Port)).Fault!.Code.ShouldBe(FaultCodes.Conflict);
    }

    private static Task<Result<WorkspaceServer>> StartAsync(string socket, int port = 0) =>
        WorkspaceServer.StartAsync([new(new Surfaces().Whole(new(Sample.Workspace), new MemoryJournal()), socket)], new() { Port = port }, null, CancellationToken.None);
}
