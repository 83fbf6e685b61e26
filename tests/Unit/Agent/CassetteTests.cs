using System.Text;
using System.Text.Json;
using Yoi.Agent;
using Yoi.Protocol;

namespace Yoi.Tests.Unit.Agent;

public sealed class CassetteTests
{
    private const string Hello = """{"model":"m","turn":0,"text":"Hello, this is a somewhat longer text 😀.","usage":{"input":3,"output":9}}""";

    [Theory]
    [InlineData("nonsense", 1)]
    [InlineData("\n\n[1]", 3)]
    [InlineData(Hello + "\n" + """{"model":"m","turn":1,"txt":"misspelt"}""", 2)]
    [InlineData("""{"turn":0}""", 1)]
    [InlineData("""{"model":"m"}""", 1)]
    [InlineData("""{"model":"","turn":0}""", 1)]
    [InlineData("""{"model":"m","turn":-1}""", 1)]
    [InlineData("""{"model":"m","turn":0,"status":99}""", 1)]
    [InlineData("""{"model":"m","turn":0,"delay_ms":-5}""", 1)]
    [InlineData("""{"model":"m","turn":0,"tool_calls":[{"name":"x","arguments":[1]}]}""", 1)]
    [InlineData("""{"model":"m","turn":0,"tool_calls":[null]}""", 1)]
    [InlineData(Hello + "\n" + Hello, 2)]
    public void A_line_that_is_no_entry_is_named(string text, int line)
    {
        var fault = Cassette.Parse(text).Fault!;

        fault.Code.ShouldBe(FaultCodes.Invalid);
        fault.Message.ShouldStartWith($"Line {line} ");
    }

    [Fact]
    public async Task A_file_that_is_not_there_is_a_fault() =>
        (await Cassette.ReadAsync(Path.Combine(Path.GetTempPath(), Guid.NewGuid().ToString("N")), TestContext.Current.CancellationToken)).Fault!.Code.ShouldBe(FaultCodes.NotFound);

    [Fact]
    public void Answers_are_found_by_model_ticket_and_turn_and_a_ticket_goes_before_any()
    {
        var player = Player(
            """{"model":"coder","turn":0,"text":"any"}""",
            """{"model":"coder","ticket":"0000001A2B3C4","turn":0,"text":"mine"}""",
            """{"model":"coder","turn":1,"text":"second"}""",
            """{"model":"reviewer","turn":0,"text":"other"}""");

        Said(player, Request("coder", "Ticket 0000001A2B3C4: do it")).ShouldBe("mine");
        Said(player, Request("coder", "Ticket 0000001A2B3C5: do it")).ShouldBe("any");
        Said(player, Request("coder", "Ticket 0000001A2B3C4: do it", "first")).ShouldBe("second");
        Said(player, Request("reviewer", "Ticket 0000001A2B3C4: read it")).ShouldBe("other");
    }

    [Theory]
    [InlineData("""{"role":"tool","tool_call_id":"1","content":"[interrupted] The process died."}""", "one")]
    [InlineData("""{"role":"tool","tool_call_id":"1","content":"[cancelled] The run was ended."}""", "one")]
    [InlineData("""{"role":"user","content":"[note from the system] The connection broke in the middle of your last message."}""", "one")]
    [InlineData("""{"role":"tool","tool_call_id":"1","content":"[error] No such file."}""", "two")]
    [InlineData("""{"role":"tool","tool_call_id":"1","content":"fine"},{"role":"tool","tool_call_id":"2","content":"[interrupted] x"},{"role":"tool","tool_call_id":"3","content":"[interrupted] x"}""", "one")]
    [InlineData("""{"role":"user","content":"[interrupted] is a word like others"}""", "one")]
    public void A_turn_that_was_cut_off_is_answered_again(string after, string said)
    {
        var player = Player("""{"model":"m","turn":0,"text":"zero"}""", """{"model":"m","turn":1,"text":"one"}""", """{"model":"m","turn":2,"text":"two"}""");
        var body = $$"""{"model":"m","messages":[{"role":"user","content":"T"},{"role":"assistant","content":"zero"},{"role":"user","content":"go on"},{"role":"assistant","content":"one"},{{after}}]}""";

        Said(player, body).ShouldBe(said);
    }

    [Fact]
    public void Only_the_first_user_message_names_the_ticket_also_when_it_comes_in_parts()
    {
        var player = Player("""{"model":"m","ticket":"T1","turn":0,"text":"one"}""", """{"model":"m","ticket":"T2","turn":0,"text":"two"}""");
        const string Body = """
            {"model":"m","messages":[{"role":"system","content":"T2"},{"role":"user","content":[{"type":"text","text":"for T"},{"type":"text","text":"1"}]},{"role":"user","content":"T2"}]}
            """;

        Said(player, Body).ShouldBe("one");
    }

    [Fact]
    public void What_was_not_recorded_is_a_404_that_says_what_was_asked()
    {
        var reply = Player(Hello).Answer(Encoding.UTF8.GetBytes(Request("m", "Ticket X", "1", "2")));

        reply.Status.ShouldBe(404);
        reply.Line.ShouldBe("model=m ticket=- turn=2");
        var error = Json(reply).GetProperty("error");
        error.GetProperty("code").GetString().ShouldBe("cassette_miss");
        error.GetProperty("type").GetString().ShouldBe("invalid_request_error");
        error.GetProperty("message").GetString()!.ShouldContain("model 'm', turn 2");
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("""{"model":3,"messages":[]}""")]
    [InlineData("""{"model":"m"}""")]
    [InlineData("""{"model":"m\ud83d","messages":[{"role":"user","content":"\ud83d"}]}""")]
    public void A_body_that_is_no_request_is_a_400(string body) => Player(Hello).Answer(Encoding.UTF8.GetBytes(body)).Status.ShouldBe(400);

    [Fact]
    public void A_log_line_stays_one_line() => Player(Hello).Answer(Encoding.UTF8.GetBytes(Request("m\\nforged", "x"))).Line.ShouldBe("model=m forged ticket=- turn=0");

    [Fact]
    public void A_recorded_status_is_answered_as_an_error_after_its_delay()
    {
        var reply = Player("""{"model":"m","turn":0,"status":429,"text":"Slow down.","delay_ms":20}""").Answer(Encoding.UTF8.GetBytes(Request("m", "x")));

        reply.Status.ShouldBe(429);
        reply.Delay.ShouldBe(TimeSpan.FromMilliseconds(20));
        Json(reply).GetProperty("error").GetProperty("message").GetString().ShouldBe("Slow down.");
    }

    [Fact]
    public void A_stream_comes_in_several_pieces_that_join_to_the_text()
    {
        var events = Stream(Player(Hello), """{"model":"m","stream":true,"messages":[]}""");

        events[^1].ShouldBe("[DONE]");
        var pieces = events[..^1].Select(e => JsonDocument.Parse(e).RootElement.GetProperty("choices")[0].GetProperty("delta"))
            .Where(d => d.TryGetProperty("content", out _)).Select(d => d.GetProperty("content").GetString()!).Where(p => p.Length > 0).ToList();
        pieces.Count.ShouldBeInRange(7, 9);
        string.Concat(pieces).ShouldBe("Hello, this is a somewhat longer text 😀.");
        events.ShouldAllBe(e => !e.Contains("prompt_tokens"));
    }

    [Fact]
    public void Usage_ends_a_stream_where_it_was_asked_for()
    {
        var events = Stream(Player(Hello), """{"model":"m","stream":true,"stream_options":{"include_usage":true},"messages":[]}""");

        JsonDocument.Parse(events[^2]).RootElement.GetProperty("usage").GetProperty("total_tokens").GetInt32().ShouldBe(12);
    }

    [Fact]
    public void The_same_request_gets_the_same_bytes()
    {
        var player = Player(Hello);
        byte[] Ask() => [.. player.Answer(Encoding.UTF8.GetBytes(Request("m", "x"))).Chunks.SelectMany(c => c.ToArray())];

        Ask().ShouldBe(Ask());
    }

    private static CassettePlayer Player(params string[] lines) => new(Cassette.Parse(string.Join('\n', lines)).Value);

    private static string Request(string model, string first, params string[] answers) =>
        $$"""{"model":"{{model}}","messages":[{"role":"system","content":"s"},{"role":"user","content":"{{first}}"}{{string.Concat(answers.Select(a => $$""",{"role":"assistant","content":"{{a}}"}"""))}}]}""";

    private static string Said(CassettePlayer player, string body) =>
        Json(player.Answer(Encoding.UTF8.GetBytes(body))).GetProperty("choices")[0].GetProperty("message").GetProperty("content").GetString()!;

    private static JsonElement Json(CassetteReply reply) => JsonDocument.Parse(reply.Chunks.Single()).RootElement;

    private static string[] Stream(CassettePlayer player, string body)
    {
        var reply = player.Answer(Encoding.UTF8.GetBytes(body));
        reply.ContentType.ShouldStartWith("text/event-stream");
        return [.. reply.Chunks.Select(c => Encoding.UTF8.GetString(c.Span)).Select(e =>
        {
            e.ShouldStartWith("data: ");
            e.ShouldEndWith("\n\n");
            return e[6..^2];
        })];
    }
}
