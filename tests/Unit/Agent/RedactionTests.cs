using System.Text.Json;
using Microsoft.Extensions.AI;
using Yoi.Agent;
using Yoi.Protocol;
using static Yoi.Tests.Unit.Agent.ScriptedModel;

namespace Yoi.Tests.Unit.Agent;

public sealed class RedactionTests
{
    private const string Secret = "sk-abcdefabcdefgh";

    [Fact]
    public async Task A_secret_reaches_no_event_and_no_delta_whoever_says_it()
    {
        var model = new ScriptedModel(
            Answer(new TextContent("It is sk-abc"), new TextContent("defabcdefgh, they say."), new TextReasoningContent(Secret), Call("c", "look", ("at", Secret))),
            Throw(new ProviderException(ProviderFailure.Permanent($"Bad key {Secret}"))));
        var bench = new Bench(model, new FakeTool("look", $"KEY={Secret}\n")) { Secrets = [Secret] };

        var end = await bench.RunAsync();

        bench.Sink.All<AssistantMessage>().Single().Text.ShouldBe("It is [secret removed], they say.");
        string.Concat(bench.Sink.Deltas.Select(d => d.Text)).ShouldBe("It is [secret removed], they say.");
        bench.Sink.All<ToolResult>().Single().Text.ShouldBe("KEY=[secret removed]\n");
        bench.Sink.Events.ShouldAllBe(e => !JsonSerializer.Serialize(e, WireJson.Default.WorkerEvent).Contains(Secret));
        end.Fault!.Message.ShouldNotContain(Secret);
    }

    [Fact]
    public void However_a_text_is_cut_in_pieces_it_is_cleaned_the_same()
    {
        const string Text = "sk-abc sk-abcdefabc sk-abcdefabcdefgh! sk-sk-abcdefabcdefgh sk-abcdefabcdefg";
        var redactor = new Redactor([Secret, "short"]);
        for (var size = 1; size <= Text.Length; size++)
        {
            var stream = new RedactedStream(redactor);
            var shown = string.Concat(Text.Chunk(size).Select(piece => stream.Push(new(piece)))) + stream.Finish();

            shown.ShouldBe("sk-abc sk-abcdefabc [secret removed]! sk-[secret removed] sk-abcdefabcdefg");
        }
    }

    [Fact]
    public async Task A_text_that_ends_like_the_beginning_of_a_secret_is_shown_whole()
    {
        var bench = new Bench(new ScriptedModel(Say("keys begin with ", "sk-"))) { Secrets = [Secret] };

        await bench.RunAsync();

        bench.Sink.All<AssistantMessage>().Single().Text.ShouldBe("keys begin with sk-");
        string.Concat(bench.Sink.Deltas.Select(d => d.Text)).ShouldBe("keys begin with sk-");
    }
}
