using System.Net.Sockets;
using System.Text;
using Yoi.Tests.Unit.Faults;
using Yoi.Tests.Unit.Tickets.Hostile;

namespace Yoi.Tests.Unit.Runtime.Server;

/// <summary>Bodies and WebSocket frames that were damaged: 50,000 and 5,000 with YOI_LONG=1, else 1,500 and 150.</summary>
public sealed class RequestFuzzTests : ServerFixture
{
    private static readonly byte[] Frame = [0x81, 0x85, 1, 2, 3, 4, .. "hello"u8];

    [Fact]
    public async Task Whatever_body_is_sent_is_answered_and_nothing_fails_inside()
    {
        var seed = Environment.TickCount;
        var random = new Random(seed);
        var (id, _) = await MakeAsync();
        (string Method, string Path, string Body)[] calls =
        [
            ("POST", "/v1/workers", """{"profile":"builtin:coder","display_name":"Ada","labels":{"a":"b"},"input":{"text":"go","key":"k"}}"""),
            ("POST", $"/v1/workers/{id}/input", """{"text":"go on","key":"k1","kind":"user"}"""),
            ("POST", $"/v1/workers/{id}/approvals/c", """{"allow":true,"always":false,"by":"Ada"}"""),
            ("POST", $"/v1/workers/{id}/errors", """{"code":"invalid","message":"It is not."}"""),
            ("PUT", $"/v1/config-bundles/{new string('0', 64)}", """{"id":"b","profiles":[{"name":"x","role":"coder","provider":"p","model":"m","prompt":"P","tools":[]}]}"""),
        ];
        List<byte[]> samples = [.. calls.Select(c => Encoding.UTF8.GetBytes(c.Body))];

        for (var i = 0; i < (FaultSample.IsLong ? 50_000 : 1_500); i++)
        {
            var (method, path, body) = calls[random.Next(calls.Length)];
            using var request = new HttpRequestMessage(new(method), path) { Content = new ByteArrayContent(Mutation.Of(random.Next(4) > 0 ? [Encoding.UTF8.GetBytes(body)] : samples, random)) };
            request.Headers.Authorization = new("Bearer", Token);
            request.Content.Headers.ContentType = new("application/json");
            using var response = await Http.SendAsync(request, Cancelled);
            var said = await response.Content.ReadAsStringAsync(Cancelled);
            ((int)response.StatusCode).ShouldBeLessThan(500, $"seed {seed}, {i}: {method} {path}: {said}");
        }

        Sound(seed);
    }

    [Fact]
    public async Task Whatever_frame_is_sent_ends_the_socket_it_came_over_and_no_other()
    {
        var seed = Environment.TickCount;
        var random = new Random(seed);
        var (id, _) = await MakeAsync();
        var request = Encoding.ASCII.GetBytes(
            $"GET /v1/workers/{id}/events/ws HTTP/1.1\r\nHost: runtime\r\nAuthorization: Bearer {Token}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n");
        await using var other = new EventText(await CallAsync("GET", $"/v1/workers/{id}/events/stream"));

        for (var i = 0; i < (FaultSample.IsLong ? 5_000 : 150); i++)
        {
            using var socket = new TcpClient();
            await socket.ConnectAsync(Server.Address.Host, Server.Address.Port, Cancelled);
            var stream = socket.GetStream();
            await stream.WriteAsync(request, Cancelled);
            var answer = new byte[64 * 1024];
            Encoding.ASCII.GetString(answer, 0, await stream.ReadAsync(answer, Cancelled)).ShouldStartWith("HTTP/1.1 101 ", customMessage: $"seed {seed}, {i}");
            try
            {
                await stream.WriteAsync(Mutation.Of([Frame], random), Cancelled);
                // Half a frame says nothing: its sender leaves.
                socket.Client.Shutdown(SocketShutdown.Send);
                while (await stream.ReadAsync(answer, Cancelled).AsTask().WaitAsync(TimeSpan.FromSeconds(20), Cancelled) > 0)
                {
                }
            }
            catch (IOException)
            {
                // The server broke it off, which ends it too.
            }
        }

        await other.NextAsync<Yoi.Protocol.SnapshotFrame>();
        Sound(seed);
    }

    private void Sound(int seed) =>
        Log.Lines.Where(l => l.StartsWith("Error", StringComparison.Ordinal) || l.StartsWith("Critical", StringComparison.Ordinal)).ShouldBeEmpty($"seed {seed}");
}
