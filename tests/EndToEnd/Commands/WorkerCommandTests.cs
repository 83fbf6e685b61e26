using System.Text.Json;

namespace Yoi.Tests.EndToEnd.Commands;

public sealed class WorkerCommandTests
{
    private static readonly object[] Conversation =
    [
        Words.Write(0), Words.Say(1, "The greeting greets the world now."),
        Words.Say(2, "It says: hello, world."),
    ];

    [Fact]
    public async Task A_person_makes_a_Worker_talks_to_it_over_a_restart_and_finds_its_work_on_a_branch()
    {
        await using var workspace = await TestWorkspace.Make();
        var (_, model) = await workspace.ServeModel(Conversation);
        await workspace.Configure(model);
        var first = await workspace.Up();

        var made = (await workspace.MustYoi("worker", "new", "--profile", "coder", "--name", "Ada")).Split('\t');
        var (id, branch) = (made[0], made[2]);
        made[1].ShouldBe("Ada");
        var said = await workspace.MustYoi("worker", "send", "Ada", "Greet the world.");
        said.ShouldContain("* write greeting.txt  ok");
        said.ShouldContain("The greeting greets the world now.");
        await workspace.WaitForFile(branch, "greeting.txt", "hello, world", first);
        (await Run.Git(workspace.Root, "log", "-1", "--format=%an", branch)).ShouldBe("Ada");
        (await Run.Git(workspace.Root, "show", "main:greeting.txt")).ShouldBe("hello");

        await first.KillHard();
        await workspace.Up();

        (await workspace.MustYoi("worker", "send", id[^6..], "What does it say?")).ShouldContain("It says: hello, world.");
        var tail = (await workspace.MustYoi("worker", "tail", "Ada")).Split('\n', StringSplitOptions.TrimEntries);
        tail.ShouldBe(
        [
            "> Greet the world.", "I write it.", "* write greeting.txt  ok", "The greeting greets the world now.", "> What does it say?", "It says: hello, world.",
        ]);
        (await workspace.MustYoi("worker", "show", "Ada")).ShouldContain($"branch    {branch}");
    }

    [Fact]
    public async Task Lists_shows_and_transcripts_are_JSON_where_asked_for()
    {
        await using var workspace = await TestWorkspace.Make();
        var (_, model) = await workspace.ServeModel(Words.Say(0, "Hello."));
        await workspace.Configure(model);
        await workspace.Up();
        var id = (await workspace.MustYoi("worker", "new", "--name", "Ada")).Split('\t')[0];
        await workspace.MustYoi("worker", "send", "Ada", "Hello?");

        var listed = Parse(await workspace.MustYoi("worker", "list", "--json"));
        (listed.GetProperty("worker").GetString(), listed.GetProperty("name").GetString(), listed.GetProperty("state").GetString()).ShouldBe((id, "Ada", "idle"));
        Parse(await workspace.MustYoi("worker", "show", id, "--json")).GetProperty("model").GetString().ShouldBe("coder-model");
        var events = (await workspace.MustYoi("worker", "tail", "Ada", "--json")).Split('\n').Select(Parse).ToList();
        events.Select(e => e.GetProperty("type").GetString()).ShouldBe(["worker_created", "user_message", "run_started", "assistant_message", "usage", "run_finished"], ignoreOrder: true);
    }

    [Fact]
    public async Task A_run_can_be_interrupted_and_a_Worker_stopped()
    {
        await using var workspace = await TestWorkspace.Make();
        var (models, model) = await workspace.ServeModel(Words.Say(0, "Late.", delayMs: 60_000));
        await workspace.Configure(model);
        await workspace.Up();
        var id = (await workspace.MustYoi("worker", "new", "--name", "Ada", "--message", "Think.")).Split('\t')[0];
        await models.LineWith("model=coder-model ticket=- turn=0 held");

        var busy = await workspace.Yoi("worker", "send", "Ada", "And more.");
        (busy.ExitCode, busy.Error.StartsWith("yoi: busy: ", StringComparison.Ordinal)).ShouldBe((1, true), busy.ToString());
        (await workspace.MustYoi("worker", "interrupt", "Ada")).ShouldContain("\tidle\t");
        (await workspace.MustYoi("worker", "tail", "Ada")).ShouldContain("! run interrupted");
        (await workspace.MustYoi("worker", "stop", "Ada")).ShouldContain("\tstopped\t");
        var stopped = await workspace.Yoi("worker", "send", id, "Still there?");
        (stopped.ExitCode, stopped.Error.StartsWith("yoi: worker_stopped: ", StringComparison.Ordinal)).ShouldBe((1, true), stopped.ToString());
    }

    [Fact]
    public async Task A_run_that_fails_ends_send_with_its_code()
    {
        await using var workspace = await TestWorkspace.Make();
        var (_, model) = await workspace.ServeModel(Words.Say(5, "Never asked for."));
        await workspace.Configure(model);
        await workspace.Up();
        await workspace.MustYoi("worker", "new", "--name", "Ada");

        var ended = await workspace.Yoi("worker", "send", "Ada", "Hello?");

        ended.ExitCode.ShouldBe(1, ended.ToString());
        ended.Error.ShouldStartWith("yoi: ");
        ended.Output.ShouldContain("! run failed (");
        ended.ToString().ShouldNotContain(workspace.Root);
    }

    [Fact]
    public async Task A_message_comes_from_standard_input_and_a_tail_follows_until_it_is_ended()
    {
        await using var workspace = await TestWorkspace.Make();
        var (_, model) = await workspace.ServeModel(Words.Say(0, "Heard."));
        await workspace.Configure(model);
        await workspace.Up();
        await workspace.MustYoi("worker", "new", "--name", "Ada");
        var tail = workspace.Start("worker", "tail", "Ada", "--follow");

        var sent = await Run.Program(Checkout.Yoi, workspace.Root, workspace.Environment, "From\na pipe.\n", "worker", "send", "Ada", "-", "--no-wait");

        sent.ExitCode.ShouldBe(0, sent.ToString());
        await tail.LineWith("> a pipe.");
        await tail.LineWith("Heard.");
    }

    [Fact]
    public async Task An_open_question_has_a_line_of_its_own_and_a_command_that_failed_says_so()
    {
        await using var workspace = await TestWorkspace.Make();
        var (_, model) = await workspace.ServeModel(Words.Shell(0, "grep nowhere greeting.txt"), Words.Say(1, "Not there."));
        await workspace.Configure(model);
        await workspace.Up();
        await workspace.MustYoi("worker", "new", "--name", "Ada");
        var sent = workspace.Start("worker", "send", "Ada", "Look.");
        await sent.LineWith("--deny");

        (await workspace.MustYoi("worker", "tail", "Ada")).ShouldContain("* shell grep nowhere greeting.txt\n? Ada asks for shell");
        await workspace.MustYoi("worker", "approve", "Ada", "--allow");
        await sent.LineWith("* shell grep nowhere greeting.txt  exit 1");
    }

    [Theory]
    [InlineData(300_000)]
    [InlineData(40_000_000)]
    public async Task A_message_that_is_too_large_is_refused_as_that(int length)
    {
        await using var workspace = await TestWorkspace.Make();
        var (_, model) = await workspace.ServeModel(Words.Say(0, "Never."));
        await workspace.Configure(model);
        await workspace.Up();
        await workspace.MustYoi("worker", "new", "--name", "Ada");

        foreach (var command in new string[][] { ["worker", "send", "Ada", "-"], ["worker", "new", "--name", "Bob", "--message", "-"] })
        {
            // What is too large is not read to its end, so the pipe may break.
            var file = Path.Combine(workspace.Root, "large.txt");
            await File.WriteAllTextAsync(file, new string('x', length), TestContext.Current.CancellationToken);
            var ended = await Run.Program("sh", workspace.Root, workspace.Environment, null, ["-c", "exec \"$0\" \"$@\" < large.txt", Checkout.Yoi, .. command]);
            (ended.ExitCode, ended.Error).ShouldBe((1, "yoi: too_large: A message holds at most 256 KiB; name a file instead.\n"), ended.ToString());
        }

        (await workspace.MustYoi("worker", "tail", "Ada", "--json")).Split('\n').Length.ShouldBe(1);
    }

    [Fact]
    public async Task What_names_no_Worker_is_refused_with_what_to_do()
    {
        await using var workspace = await TestWorkspace.Make();
        var (_, model) = await workspace.ServeModel(Words.Say(0, "Hello."));
        await workspace.Configure(model);
        (await workspace.Yoi("worker", "list")).Error.ShouldContain("server_unavailable");
        await workspace.Up();
        await workspace.MustYoi("worker", "new", "--name", "Ada");
        await workspace.MustYoi("worker", "new", "--name", "Bob");
        await workspace.MustYoi("worker", "new", "--name", "Bob");

        (await workspace.MustYoi("worker", "show", "ada")).ShouldContain("  Ada");
        (await workspace.Yoi("worker", "send", "Ada", "  ")).Error.ShouldBe("yoi: invalid: A message is not empty.\n");
        (await workspace.Yoi("worker", "send", "Ada", "Go.", "--steer", "--resume")).ExitCode.ShouldBe(2);
        (await workspace.Yoi("worker", "show", "Eve1")).Error.ShouldStartWith("yoi: not_found: ");
        (await workspace.Yoi("worker", "show", "Ad")).Error.ShouldStartWith("yoi: invalid: ");
        (await workspace.Yoi("worker", "show", "Bob")).Error.ShouldStartWith("yoi: ambiguous_id: ");
        (await workspace.Yoi("worker", "approve", "Ada", "--allow")).Error.ShouldStartWith("yoi: not_found: ");
        (await workspace.Yoi("worker", "approve", "Ada")).ExitCode.ShouldBe(2);
        (await workspace.Yoi("worker", "new", "--profile", "nobody")).Error.ShouldStartWith("yoi: unknown_profile: ");
    }

    private static JsonElement Parse(string text)
    {
        using var document = JsonDocument.Parse(text);
        return document.RootElement.Clone();
    }
}
