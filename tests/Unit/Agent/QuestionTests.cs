using Microsoft.Extensions.AI;
using Yoi.Agent;
using Yoi.Journal;
using Yoi.Protocol;
using Yoi.Runtime;
using static Yoi.Tests.Unit.Agent.ScriptedModel;

namespace Yoi.Tests.Unit.Agent;

public sealed class QuestionTests
{
    private static readonly Profile Careful = Bench.Coder with { Permissions = [new(PermissionEffect.Allow, "look"), new(PermissionEffect.Deny, "break")] };

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_is_allowed_runs_first_then_it_asks_and_waits_and_nothing_asked_for_has_begun()
    {
        var (look, write, smash) = (new FakeTool("look", "seen"), new FakeTool("write", "written"), new FakeTool("break", "broken"));
        var bench = Make(new ScriptedModel(Answer(Call("w", "write", ("path", "a.txt")), Call("l", "look"), Call("b", "break"))), look, write, smash);

        var end = await bench.RunAsync();

        end.ShouldBe(RunEnd.Parked(bench.Sink.Events[^1].Seq));
        (look.Calls, write.Calls, smash.Calls).ShouldBe((1, 0, 0));
        bench.Sink.All<ToolResult>().Select(r => (r.CallId, r.Status)).ShouldBe([("l", ToolResultStatus.Ok), ("b", ToolResultStatus.Denied)]);
        bench.Sink.Events[^1].ShouldBeOfType<ApprovalRequested>().ShouldSatisfyAllConditions(
            q => q.CallId.ShouldBe("w"), q => q.Tool.ShouldBe("write"), q => q.Text.ShouldBe("a.txt"), q => q.Rule.ShouldBe(new(PermissionEffect.Allow, "write", "a.txt")),
            q => q.Deadline.ShouldBe(new DateTimeOffset(2026, 1, 1, 1, 0, 0, TimeSpan.Zero)), q => q.Parent.ShouldBe(4));
    }

    [Fact]
    public async Task Answered_calls_run_in_order_and_denied_ones_tell_the_model()
    {
        var write = new FakeTool("write", "written");
        var model = new ScriptedModel(Answer(Call("a", "write"), Call("b", "write"), Call("c", "write")), Say("I see."));
        var bench = Make(model, write);
        await bench.RunAsync();
        bench.Sink.Give(new ApprovalResolved("a", true, "Ada"));
        bench.Sink.Give(new ApprovalResolved("b", false, "Ada"));

        (await GoOnAsync(bench)).IsParked.ShouldBeTrue();
        write.Calls.ShouldBe(0);
        bench.Sink.Give(new ApprovalResolved("c", false, "deadline"));
        (await GoOnAsync(bench)).Outcome.ShouldBe(RunOutcome.Completed);

        write.Calls.ShouldBe(1);
        bench.Sink.All<ToolResult>().Select(r => (r.CallId, r.Status)).ShouldBe([("a", ToolResultStatus.Ok), ("b", ToolResultStatus.Denied), ("c", ToolResultStatus.Denied)]);
        var results = model.Requests[1].SelectMany(m => m.Contents).OfType<FunctionResultContent>().Select(r => (string)r.Result!).ToList();
        results[1].ShouldStartWith("[denied] A person did not allow this call");
        results[2].ShouldStartWith("[denied] Nobody allowed this call in time");
    }

    [Fact]
    public async Task What_was_allowed_for_always_is_not_asked_again()
    {
        var write = new FakeTool("write", "written");
        var bench = Make(new ScriptedModel(Answer(Call("a", "write", ("path", "a.txt"))), Answer(Call("b", "write", ("path", "a.txt"))), Answer(Call("c", "write", ("path", "b.txt")))), write);
        await bench.RunAsync();
        bench.Sink.Give(new ApprovalResolved("a", true, "Ada", Always: true));

        (await GoOnAsync(bench)).IsParked.ShouldBeTrue();

        write.Calls.ShouldBe(2);
        bench.Sink.All<ApprovalRequested>().Select(q => q.CallId).ShouldBe(["a", "c"]);
    }

    [Fact]
    public async Task Without_rules_and_for_calls_that_do_nothing_nobody_is_asked()
    {
        var write = new FakeTool("write", "written");
        var free = new Bench(new ScriptedModel(Answer(Call("a", "write")), Say("Done.")), write);
        (await free.RunAsync()).Outcome.ShouldBe(RunOutcome.Completed);
        write.Calls.ShouldBe(1);

        var bench = Make(new ScriptedModel(Answer(Call("a", "fly"), Call("b", "forbidden")), Say("Oh.")), write);
        (await bench.RunAsync()).Outcome.ShouldBe(RunOutcome.Completed);
        bench.Sink.All<ApprovalRequested>().ShouldBeEmpty();
        bench.Sink.All<ToolResult>().Count().ShouldBe(2);
    }

    [Fact]
    public async Task A_message_while_it_waits_is_in_the_request_after_the_answer()
    {
        var model = new ScriptedModel(Answer(Call("a", "write")), Say("Fine."));
        var bench = Make(model, new FakeTool("write", "written"));
        await bench.RunAsync();
        bench.Sink.Give(new UserMessage(InputKind.Steer, "Be quick.", "k"));
        bench.Sink.Give(new ApprovalResolved("a", true, "Ada"));

        (await GoOnAsync(bench)).Outcome.ShouldBe(RunOutcome.Completed);

        model.Requests[1].Select(m => m.Role.Value).ShouldBe(["system", "user", "assistant", "tool", "user"]);
    }

    [Fact]
    public async Task A_question_that_cannot_be_recorded_fails_the_run()
    {
        Bench bench = null!;
        bench = Make(new ScriptedModel(Answer(Call("l", "look"), Call("a", "write"))), new FakeTool("write", "written"), new FakeTool("look", (_, _) =>
        {
            bench.Sink.RefusesAfter(1, new Fault(FaultCodes.DiskFull, "No room."));
            return Task.FromResult(ToolOutput.Ok("seen"));
        }));

        (await bench.RunAsync()).Fault!.Code.ShouldBe(FaultCodes.DiskFull);
    }

    /// <summary>The whole of it: the runtime is closed while the run waits, and another takes it on to the end.</summary>
    [Fact]
    public async Task A_run_that_waits_goes_on_in_the_next_process()
    {
        await using var journal = new MemoryJournal();
        var sandbox = new FakeSandbox(0, "all green");
        var profile = BuiltinProfiles.Find("builtin:coder")! with { Permissions = [new(PermissionEffect.Allow, "read")] };
        WorkerRuntimeOptions Options(ScriptedModel model) => new()
        {
            Journal = journal,
            Profiles = _ => profile,
            Execution = new AgentBackend(new() { Sandbox = sandbox, Scopes = (_, _, _) => new(new ScopeGrant(Tree)), Models = _ => model }),
        };
        WorkerId id;
        await using (var first = (await WorkerRuntime.OpenAsync(Options(new(Answer(Call("t", "shell", ("command", "npm test"))))), Cancellation)).Value)
        {
            id = (await first.Workers.CreateAsync(new() { Profile = profile.Name }, Cancellation)).Value.Id;
            await first.Interaction.SendInputAsync(id, WorkerInput.User("Test it.", "k"), Cancellation);
            await first.UntilAsync(id, w => w.State == RunState.WaitingApproval);
        }

        sandbox.Asked.ShouldBeNull();
        var model = new ScriptedModel(Say("All green."));
        await using var second = (await WorkerRuntime.OpenAsync(Options(model), Cancellation)).Value;
        var waiting = (await second.Workers.GetAsync(id, Cancellation)).Value;
        waiting.State.ShouldBe(RunState.WaitingApproval);
        waiting.Approvals!.Single().ShouldSatisfyAllConditions(q => q.Text.ShouldBe("npm test"), q => q.Rule.ShouldBe(new(PermissionEffect.Allow, "shell", "npm test")));
        (await second.Interaction.AnswerApprovalAsync(id, "t", allow: true, always: false, "Ada", Cancellation)).ShouldBeNull();
        var idle = await second.UntilAsync(id, w => w.State == RunState.Idle);

        idle.LastOutcome.ShouldBe(RunOutcome.Completed);
        sandbox.Asked!.Arguments[^1].ShouldBe("npm test");
        model.Requests.Single().Select(m => m.Role.Value).ShouldBe(["system", "user", "assistant", "tool"]);
        (await second.Observation.ReadHistoryAsync(id, 0, 100, Cancellation)).Value.Where(e => e is not WorkerCreated).Select(e => e.Run).Distinct().ShouldBe([waiting.Run]);
    }

    private static readonly Yoi.Sandbox.Scope Tree = new() { Mounts = [new("/host/tree", "/work", Yoi.Sandbox.MountAccess.ReadWrite)], Writable = true, Write = Yoi.Sandbox.GlobSet.All };

    private static Bench Make(ScriptedModel model, params ITool[] tools) => new(model, tools) { Profile = Careful, Time = new ManualTime() };

    private static async Task<RunEnd> GoOnAsync(Bench bench) =>
        await (await bench.Execution().DispatchAsync(bench.Sink.GoOn(InputKind.Approval), Cancellation)).Value.Completion.WaitAsync(TimeSpan.FromSeconds(30), Cancellation);
}
