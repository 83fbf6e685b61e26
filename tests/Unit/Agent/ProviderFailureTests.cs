using Microsoft.Extensions.AI;
using Yoi.Agent;
using Yoi.Protocol;
using static Yoi.Tests.Unit.Agent.ScriptedModel;

namespace Yoi.Tests.Unit.Agent;

public sealed class ProviderFailureTests
{
    [Fact]
    public async Task A_stream_broken_midway_keeps_its_text_drops_its_calls_and_goes_on()
    {
        var tool = new FakeTool("look", "seen");
        var model = new ScriptedModel(Throw(new IOException("reset"), new TextContent("Half an "), Call("c1", "look")), Say("answer."));
        var bench = new Bench(model, tool);

        (await bench.RunAsync()).Outcome.ShouldBe(RunOutcome.Completed);

        tool.Calls.ShouldBe(0);
        bench.Sink.All<ToolCall>().ShouldBeEmpty();
        bench.Sink.All<AssistantMessage>().Select(m => (m.Text, m.Partial)).ShouldBe([("Half an ", true), ("answer.", false)]);
        bench.Sink.All<AssistantMessage>().Select(m => m.MessageId).Distinct().Count().ShouldBe(2);
        model.Requests[1][^2].Text.ShouldBe("Half an ");
        model.Requests[1][^1].Text.ShouldStartWith("[note from the system] The connection broke");
        bench.Sink.All<ErrorReported>().Single().Fault.Code.ShouldBe(FaultCodes.ProviderUnavailable);
    }

    [Fact]
    public async Task A_stream_that_ends_without_saying_so_is_broken()
    {
        var model = new ScriptedModel(_ => Unfinished(), Say("Whole."));
        var bench = new Bench(model);

        (await bench.RunAsync()).Outcome.ShouldBe(RunOutcome.Completed);

        bench.Sink.All<AssistantMessage>().Select(m => m.Partial).ShouldBe([true, false]);
    }

    [Fact]
    public async Task A_provider_that_keeps_failing_is_asked_five_times_and_then_fails_the_run()
    {
        var model = new ScriptedModel([.. Enumerable.Repeat(Throw(new HttpRequestException("no route")), 5)]);
        var bench = new Bench(model);

        var end = await bench.RunAsync();

        end.Outcome.ShouldBe(RunOutcome.Failed);
        end.Fault!.Code.ShouldBe(FaultCodes.ProviderUnavailable);
        model.Requests.Count.ShouldBe(5);
        bench.Sink.All<ErrorReported>().Count().ShouldBe(4);
        bench.Sink.All<AssistantMessage>().ShouldBeEmpty();
    }

    [Fact]
    public async Task A_permanent_failure_is_not_tried_again()
    {
        var model = new ScriptedModel(Throw(new ProviderException(new(new(FaultCodes.ProviderQuota, "Out of money."), Transient: false))));

        var end = await new Bench(model).RunAsync();

        end.ShouldBe(new(RunOutcome.Failed, new(FaultCodes.ProviderQuota, "Out of money.")));
        model.Requests.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_provider_that_asks_to_wait_long_is_not_waited_for()
    {
        var model = new ScriptedModel(Throw(new ProviderException(new(new(FaultCodes.ProviderQuota, "Slow down."), Transient: true, RetryAfter: TimeSpan.FromHours(1)))));

        (await new Bench(model).RunAsync()).Fault!.Code.ShouldBe(FaultCodes.ProviderQuota);
    }

    [Fact]
    public async Task A_provider_that_asks_to_wait_is_waited_for_exactly_so_long()
    {
        var time = new ManualTime();
        var model = new ScriptedModel(Throw(new ProviderException(new(new(FaultCodes.ProviderQuota, "Slow down."), Transient: true, RetryAfter: TimeSpan.FromSeconds(42)))), Say("Now."));
        var run = new Bench(model) { Time = time }.RunAsync();

        await time.ArmedAsync(due => due == TimeSpan.FromSeconds(42));
        time.Advance(TimeSpan.FromSeconds(41));
        model.Requests.Count.ShouldBe(1);
        time.Advance(TimeSpan.FromSeconds(1));

        (await run).Outcome.ShouldBe(RunOutcome.Completed);
    }

    [Fact]
    public async Task Silence_before_the_first_piece_and_between_pieces_is_a_failure()
    {
        var time = new ManualTime();
        var patience = new ModelCallOptions { FirstTokenTimeout = TimeSpan.FromSeconds(20), IdleTimeout = TimeSpan.FromSeconds(7), MaxRetries = 1, RetryDelay = TimeSpan.FromSeconds(1) };
        var hanging = new TaskCompletionSource();
        var idle = new TaskCompletionSource();
        var bench = new Bench(new ScriptedModel(Hang(hanging), Hang(idle, new TextContent("So")))) { Time = time, Patience = patience };
        var run = bench.RunAsync();

        await hanging.Task;
        time.Advance(TimeSpan.FromSeconds(20));
        await time.ArmedAsync(due => due <= TimeSpan.FromSeconds(1));
        time.Advance(TimeSpan.FromSeconds(1));
        await idle.Task;
        time.Advance(TimeSpan.FromSeconds(7));
        var end = await run;

        end.Fault!.ShouldBe(new(FaultCodes.ProviderUnavailable, "The model provider sent nothing for 7 seconds."));
        bench.Sink.All<ErrorReported>().Single().Fault.Message.ShouldStartWith("The model provider sent nothing for 20 seconds.");
        bench.Sink.All<AssistantMessage>().Single().ShouldSatisfyAllConditions(m => m.Text.ShouldBe("So"), m => m.Partial.ShouldBeTrue());
    }

    [Fact]
    public async Task A_flood_of_text_is_cut_and_fails_the_run()
    {
        var piece = new string('x', 10_000);
        var bench = new Bench(new ScriptedModel(Say([.. Enumerable.Repeat(piece, 1_000)])));

        var end = await bench.RunAsync();

        end.Fault!.Code.ShouldBe(FaultCodes.ProviderFailed);
        bench.Sink.All<AssistantMessage>().Single().Text.ShouldBe(string.Concat(bench.Sink.Deltas.Select(d => d.Text)));
        bench.Sink.All<AssistantMessage>().Single().Text.Length.ShouldBeLessThan(EventSize.Limit);
    }

    [Theory]
    [InlineData(1, 0, 1_000)]
    [InlineData(1, 1, 500)]
    [InlineData(3, 0, 4_000)]
    [InlineData(4, 0.5, 6_000)]
    public void Waits_double_and_are_shortened_at_random(int failures, double chance, int milliseconds) =>
        RetryPolicy.Delay(ProviderFailure.Retryable("x"), failures, new(), chance).ShouldBe(TimeSpan.FromMilliseconds(milliseconds));

    [Fact]
    public void After_four_retries_there_is_no_fifth() => RetryPolicy.Delay(ProviderFailure.Retryable("x"), 5, new(), 0).ShouldBeNull();

    private static async IAsyncEnumerable<ChatResponseUpdate> Unfinished()
    {
        await Task.Yield();
        yield return new(ChatRole.Assistant, "Cut");
    }
}
