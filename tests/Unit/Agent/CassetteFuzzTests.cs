using System.Text;
using Yoi.Agent;

namespace Yoi.Tests.Unit.Agent;

public sealed class CassetteFuzzTests
{
    private const string Line =
        """{"model":"m","ticket":"T","turn":0,"text":"a \ud83d\ude00 b","tool_calls":[{"name":"x","arguments":{"a":[1,"\u0000"]}},{"name":"y","arguments":"{"}],"usage":{"input":1,"output":2},"delay_ms":0,"status":200}""";

    private const string Request = """{"model":"m","stream":true,"stream_options":{"include_usage":true},"messages":[{"role":"user","content":[{"type":"text","text":"T \ud83d\ude00"}]}]}""";

    [Fact]
    public void A_damaged_cassette_or_request_is_answered_and_never_throws()
    {
        var random = new Random(20_260_101);
        var whole = new CassettePlayer(Cassette.Parse(Line).Value);
        var answers = 0;
        for (var i = 0; i < 20_000; i++)
        {
            if (Cassette.Parse(Damage(Line, random)).TryGet(out var cassette, out var fault)) Play(new(cassette), Request);
            else fault.Message.ShouldStartWith("Line ");
            if (Play(whole, Damage(Request, random)) == 200) answers++;
        }

        // Some damage leaves a request as good as it was; if none did, nothing but refusals was tried.
        answers.ShouldBeInRange(1, 19_999);
    }

    private static int Play(CassettePlayer player, string request)
    {
        var reply = player.Answer(Encoding.UTF8.GetBytes(request));
        reply.Chunks.Sum(c => c.Length).ShouldBeGreaterThan(0);
        return reply.Status;
    }

    private static string Damage(string text, Random random)
    {
        var at = random.Next(text.Length);
        return random.Next(4) switch
        {
            0 => text.Remove(at, random.Next(1, text.Length - at + 1)),
            1 => text.Insert(at, ((char)random.Next(1, 127)).ToString()),
            2 => text[..at] + text[random.Next(text.Length)..],
            _ => text[..at] + (char)random.Next(1, 127) + text[(at + 1)..],
        };
    }
}
