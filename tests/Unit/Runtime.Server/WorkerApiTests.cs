using System.Text.Json;
using Yoi.Protocol;
using Yoi.Runtime;

namespace Yoi.Tests.Unit.Runtime.Server;

public sealed class WorkerApiTests : ServerFixture
{
    [Fact]
    public async Task Creating_says_where_the_Worker_is_and_does_it_once()
    {
        var id = WorkerId.New(Time);
        var body = $$$"""{"id":"{{{id}}}","fingerprint":"f","profile":"builtin:coder","labels":{"kind":"test"}}""";
        using var response = await CallAsync("POST", "/v1/workers", body);
        ((int)response.StatusCode).ShouldBe(201);
        response.Headers.Location!.ToString().ShouldBe($"/v1/workers/{id}");

        (await AnswerAsync(WireJson.Default.WorkerSummary, "POST", "/v1/workers", body, status: 201)).Id.ShouldBe(id);
        Backend.Spawns.ShouldBe(1);
        (await AnswerAsync(WireJson.Default.WorkerSummary, "GET", $"/v1/workers/{id}")).Labels!["kind"].ShouldBe("test");
    }

    [Fact]
    public async Task The_same_request_of_another_workspace_is_a_conflict_and_shows_nothing()
    {
        var body = $$"""{"id":"{{WorkerId.New(Time)}}","fingerprint":"f","profile":"builtin:coder","display_name":"Secret"}""";
        await AnswerAsync(WireJson.Default.WorkerSummary, "POST", "/v1/workers", body, status: 201);

        (await ProblemAsync(409, FaultCodes.Conflict, "POST", "/v1/workers", body, await Tokens.AddAsync("coffee"))).Title.ShouldNotContain("Secret");
    }

    [Theory]
    [InlineData("""{"profile":"builtin:coder","labels":{"yoi.workspace":"coffee"}}""")]
    [InlineData("""{"profile":"builtin:coder","labels":{"1":"","2":"","3":"","4":"","5":"","6":"","7":"","8":"","9":"","10":"","11":"","12":"","13":"","14":"","15":"","16":""}}""")]
    [InlineData("""{"profile":"nobody's"}""")]
    [InlineData("""{"profile":""}""")]
    public async Task What_cannot_be_created_is_invalid(string body)
    {
        using var response = await CallAsync("POST", "/v1/workers", body);
        ((int)response.StatusCode).ShouldBe(400);
    }

    [Fact]
    public async Task A_profile_that_leaves_out_what_has_a_default_gets_it()
    {
        const string Body = """{"profile":"p","resolved":{"name":"p","role":"r","prompt":"Help.","tools":[]}}""";
        var worker = await AnswerAsync(WireJson.Default.WorkerSummary, "POST", "/v1/workers", Body, status: 201);

        var profile = (await HistoryAsync(worker.Id))[0].ShouldBeOfType<WorkerCreated>().Profile;
        (profile.MaxTurns, profile.ShellTimeoutSeconds).ShouldBe((50, 120));
        profile.Permissions.ShouldBeEmpty();
        profile.Mounts.ShouldBeEmpty();
    }

    [Fact]
    public async Task Pages_hold_the_workspaces_own_Workers_whatever_lies_between()
    {
        var other = await Tokens.AddAsync("coffee");
        List<WorkerId> own = [];
        for (var i = 0; i < 5; i++)
        {
            own.Add((await MakeAsync()).Id);
            await MakeAsync(other);
            await CreateAsync();
            Time.Advance(TimeSpan.FromMilliseconds(5));
        }

        List<WorkerId> listed = [];
        var query = "";
        for (var pages = 1; ; pages++)
        {
            var page = await AnswerAsync(WireJson.Default.WorkerSummaryPage, "GET", $"/v1/workers?limit=2{query}");
            page.Workers.Count.ShouldBe(page.Next is null ? 1 : 2);
            listed.AddRange(page.Workers.Select(worker => worker.Id));
            if (page.Next is null)
            {
                pages.ShouldBe(3);
                break;
            }

            page.Next.ShouldBe(listed[^1]);
            query = $"&after={page.Next}";
        }

        listed.ShouldBe(own);
        (await AnswerAsync(WireJson.Default.WorkerSummaryPage, "GET", "/v1/workers?limit=5")).Next.ShouldBeNull();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_page_says_whether_there_is_another_however_many_Workers_of_others_stand_behind_it(bool hasMore)
    {
        var other = await Tokens.AddAsync("coffee");
        var own = (await MakeAsync()).Id;
        for (var i = 0; i < 15; i++)
        {
            Time.Advance(TimeSpan.FromMilliseconds(5));
            await MakeAsync(other);
        }

        Time.Advance(TimeSpan.FromMilliseconds(5));
        if (hasMore) await MakeAsync();

        var page = await AnswerAsync(WireJson.Default.WorkerSummaryPage, "GET", "/v1/workers?limit=1");
        page.Workers.Single().Id.ShouldBe(own);
        page.Next.ShouldBe(hasMore ? own : null);
    }

    [Theory]
    [InlineData("limit=0")]
    [InlineData("limit=201")]
    [InlineData("limit=-1")]
    [InlineData("limit=x")]
    [InlineData("limit=1&limit=2")]
    [InlineData("after=x")]
    public async Task A_page_that_cannot_be_is_invalid(string query) => await ProblemAsync(400, FaultCodes.Invalid, "GET", $"/v1/workers?{query}");

    [Fact]
    public async Task Input_is_accepted_once_and_what_is_not_accepted_is_a_problem_with_its_outcome()
    {
        var (id, execution) = await MakeAsync();
        var path = $"/v1/workers/{id}/input";
        var first = await AnswerAsync(WireJson.Default.InputOutcome, "POST", path, """{"text":"go","key":"1"}""");
        (first.Status, first.Seq).ShouldBe((InputStatus.Accepted, 2));
        (await AnswerAsync(WireJson.Default.InputOutcome, "POST", path, """{"text":"go","key":"1"}""")).ShouldBe(first);

        (await ProblemAsync(409, FaultCodes.Busy, "POST", path, """{"text":"more","key":"2"}""")).Outcome.ShouldBe(InputStatus.Busy);
        (await ProblemAsync(501, FaultCodes.Unsupported, "POST", path, """{"text":"more","key":"2","kind":"steer"}""")).Outcome.ShouldBe(InputStatus.Rejected);
        (await ProblemAsync(400, FaultCodes.Invalid, "POST", path, """{"text":"","key":"2"}""")).Outcome.ShouldBe(InputStatus.Rejected);
        (await AnswerAsync(WireJson.Default.WorkerSummary, "POST", $"/v1/workers/{id}/interrupt")).State.ShouldBe(RunState.Idle);
        (await execution.NextRunAsync()).Input.Message!.Text.ShouldBe("go");
        (await AnswerAsync(WireJson.Default.WorkerSummary, "POST", $"/v1/workers/{id}/stop")).Desired.ShouldBe(DesiredState.Stopped);
        (await ProblemAsync(409, FaultCodes.WorkerStopped, "POST", path, """{"text":"more","key":"2"}""")).Outcome.ShouldBe(InputStatus.Rejected);
    }

    [Fact]
    public async Task Workers_are_stopped_restored_cancelled_and_deleted()
    {
        var (id, _) = await MakeAsync();
        (await AnswerAsync(WireJson.Default.WorkerSummary, "POST", $"/v1/workers/{id}/stop")).Desired.ShouldBe(DesiredState.Stopped);
        (await AnswerAsync(WireJson.Default.WorkerSummary, "POST", $"/v1/workers/{id}/restore")).Desired.ShouldBe(DesiredState.Active);
        (await AnswerAsync(WireJson.Default.WorkerSummary, "POST", $"/v1/workers/{id}/cancel")).Desired.ShouldBe(DesiredState.Cancelled);
        await ProblemAsync(409, FaultCodes.WorkerCancelled, "POST", $"/v1/workers/{id}/restore");
        (await AnswerAsync(WireJson.Default.WorkerSummary, "DELETE", $"/v1/workers/{id}")).Desired.ShouldBe(DesiredState.Deleted);
        await ProblemAsync(404, FaultCodes.UnknownWorker, "GET", $"/v1/workers/{id}");
        (await AnswerAsync(WireJson.Default.WorkerSummaryPage, "GET", "/v1/workers")).Workers.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_question_is_answered_also_where_its_call_has_a_slash_in_its_name()
    {
        var (id, run) = await MakeRunningAsync();
        var asked = await run.AppendAsync(
            new ToolCall("a/b", "shell", JsonDocument.Parse("{}").RootElement), new ApprovalRequested("a/b", "shell", "npm test", Time.GetUtcNow().AddHours(1)));
        run.End.SetResult(RunEnd.Parked(asked[^1].Seq));
        await UntilAsync(id, worker => worker.State == RunState.WaitingApproval);

        await ProblemAsync(404, FaultCodes.NotFound, "POST", $"/v1/workers/{id}/approvals/other", """{"allow":true,"by":"Ada"}""");
        await ProblemAsync(400, FaultCodes.Invalid, "POST", $"/v1/workers/{id}/approvals/a%2Fb", """{"allow":true}""");
        await AnswerAsync(WireJson.Default.WorkerSummary, "POST", $"/v1/workers/{id}/approvals/a%2Fb", """{"allow":true,"by":"Ada"}""");
        (await HistoryAsync(id))[^1].ShouldBeOfType<ApprovalResolved>().By.ShouldBe("Ada");
    }

    [Fact]
    public async Task Errors_of_a_host_stand_in_the_transcript()
    {
        var (id, _) = await MakeAsync();
        await AnswerAsync(WireJson.Default.WorkerSummary, "POST", $"/v1/workers/{id}/errors", """{"code":"not_saved","message":"It was not saved."}""");

        var page = await AnswerAsync(WireJson.Default.EventPage, "GET", $"/v1/workers/{id}/transcript");
        page.Events.ShouldHaveSingleItem().ShouldBeOfType<ErrorReported>().Fault.Code.ShouldBe("not_saved");
    }

    [Fact]
    public async Task Events_and_transcript_come_in_pages()
    {
        var (id, run) = await MakeRunningAsync();
        for (var i = 0; i < 7; i++) await run.AppendAsync(new AssistantMessage($"m{i}", $"{i}"), new UsageReported("m", new(1, 2)));
        run.Finish();
        await UntilAsync(id, worker => worker.State == RunState.Idle);

        List<long> seqs = [];
        for (long? after = 0; after is { } from;)
        {
            var page = await AnswerAsync(WireJson.Default.EventPage, "GET", $"/v1/workers/{id}/events?after={from}&limit=5");
            page.LastSeq.ShouldBe(18);
            seqs.AddRange(page.Events.Select(item => item.Seq));
            after = page.Next;
        }

        seqs.ShouldBe(Enumerable.Range(1, 18).Select(seq => (long)seq));
        (await AnswerAsync(WireJson.Default.EventPage, "GET", $"/v1/workers/{id}/transcript?start=1&limit=6")).ShouldSatisfyAllConditions(
            page => page.Next.ShouldBe(7), page => page.Events.Select(item => item.Seq).ShouldBe([2, 4, 6]));
        (await AnswerAsync(WireJson.Default.EventPage, "GET", $"/v1/workers/{id}/transcript?limit=3")).ShouldSatisfyAllConditions(
            page => page.Next.ShouldBeNull(), page => page.Events.Select(item => item.Seq).ShouldBe([16, 18]));
        (await AnswerAsync(WireJson.Default.TokenCount, "GET", $"/v1/workers/{id}/usage")).ShouldBe(new(7, 14));
        foreach (var query in new[] { "events?after=-1", "events?limit=201", "transcript?start=0", "events?after=99999999999999999999" })
            await ProblemAsync(400, FaultCodes.Invalid, "GET", $"/v1/workers/{id}/{query}");
    }

    [Fact]
    public async Task A_bundle_is_kept_under_its_digest_and_no_other()
    {
        var bundle = new ConfigBundle { Id = "b", Profiles = [Coder] };
        using var client = Client();
        var reference = (await client.PutBundleAsync(bundle, Cancelled)).Value;
        (await client.GetBundleAsync(reference.Sha256, Cancelled)).Value.Profiles.ShouldHaveSingleItem().Name.ShouldBe(Coder.Name);
        (await client.CreateAsync(new() { Profile = Coder.Name, Bundle = reference }, Cancelled)).Value.Profile.ShouldBe(Coder.Name);

        await ProblemAsync(400, FaultCodes.Invalid, "PUT", $"/v1/config-bundles/{new string('0', 64)}", JsonSerializer.Serialize(bundle, WireJson.Default.ConfigBundle));
        await ProblemAsync(404, FaultCodes.BundleMissing, "GET", $"/v1/config-bundles/{new string('0', 64)}");
        await ProblemAsync(400, FaultCodes.Invalid, "GET", "/v1/config-bundles/..%2Fjournal.json");
    }

    [Theory]
    [InlineData(FaultCodes.DiskFull, 507)]
    [InlineData(FaultCodes.StoreFailed, 503)]
    [InlineData(FaultCodes.StoreCorrupt, 500)]
    public async Task A_store_that_refuses_is_told_without_naming_its_place(string code, int status)
    {
        var (id, _) = await MakeAsync();
        Journal.AppendFault = new(code, "/secret/place/0001.jsonl is broken");

        var problem = await ProblemAsync(status, code, "POST", $"/v1/workers/{id}/input", """{"text":"go","key":"1"}""");
        problem.Title.ShouldNotContain("/secret");
        Log.Text.ShouldContain(problem.TraceId);
        Log.Text.ShouldContain("/secret/place");
    }

    [Fact]
    public async Task An_exception_leaves_no_word_of_itself()
    {
        var (id, _) = await MakeAsync();
        Journal.OnRead = _ => throw new InvalidOperationException("the password is swordfish");

        var problem = await ProblemAsync(500, FaultCodes.Internal, "GET", $"/v1/workers/{id}/events");
        problem.Title.ShouldNotContain("swordfish");
        Log.Text.ShouldContain("swordfish");
        Log.Text.ShouldContain(problem.TraceId);
        Log.Text.ShouldNotContain(Token);
    }

    [Fact]
    public async Task A_stopped_runtime_answers_503_and_is_alive_but_not_ready()
    {
        var (id, _) = await MakeAsync();
        await Runtime.Management.StopAsync(Cancelled);

        await ProblemAsync(503, FaultCodes.RuntimeStopped, "GET", $"/v1/workers/{id}");
        ((int)(await CallAsync("GET", "/health/live")).StatusCode).ShouldBe(200);
        ((int)(await CallAsync("GET", "/health/ready")).StatusCode).ShouldBe(503);
        (await AnswerAsync(WireJson.Default.RuntimeSummary, "GET", "/v1/runtime")).State.ShouldBe(RuntimeState.Stopped);
    }
}
