using Yoi.Protocol;
using Yoi.Tickets;
using Yoi.Workspace;

namespace Yoi.Tests.Unit.Workspace.Settings;

public sealed class SettingsReaderTests
{
    [Fact]
    public void The_smallest_file_gets_every_default()
    {
        var settings = Sample.Read(Sample.Smallest);
        settings.WorkspaceId.ShouldBe("demo");
        settings.DisplayName.ShouldBe("Demo");
        settings.Ticket.ShouldBe(new TicketSettings { Language = "en", Root = "tickets" });
        settings.Orchestration.IntegrationBranch.ShouldBe("yoi/integration");
        settings.Orchestration.TargetBranch.ShouldBe("main");
        settings.Orchestration.AutoClose.ShouldBeFalse();
        settings.Orchestration.Slots.ShouldBe(new Dictionary<string, int> { ["coder"] = 2, ["reviewer"] = 2 }, ignoreOrder: true);
        settings.Validation.Commands.ShouldBeEmpty();
        settings.Validation.TimeoutSeconds.ShouldBe(600);
        settings.Protected.ShouldBeEmpty();
        settings.Profiles.ShouldBeEmpty();
        settings.Role("reviewer").Profile.ShouldBe("builtin:reviewer");
    }

    [Fact]
    public void Every_key_is_read()
    {
        var settings = Sample.Read("""
            workspace_id: demo
            display_name: Demo
            ticket: { language: de, root: t }
            roles:
              coder: { profile: local, prompt: "Be brief." }
            orchestration:
              integration_branch: next
              target_branch: main
              slots: { coder: 3 }
              auto_close: true
            validation:
              commands:
                - npm test
                - |
                  echo one
                  echo two
              timeout: 60
              mounts:
                - source: /opt/node
                - { source: /opt/jdk, target: /usr/lib/jdk }
            protected: [ci/**]
            profiles:
              local: { extends: builtin:coder, provider: openai, model: gpt, tools: [read], max_turns: 5, shell_timeout: 6, mounts: [{ source: /a }] }
            """);
        settings.Ticket.ShouldBe(new TicketSettings { Language = "de", Root = "t" });
        settings.Role("coder").ShouldBe(new RoleSettings { Profile = "local", Prompt = "Be brief." });
        settings.Orchestration.IntegrationBranch.ShouldBe("next");
        settings.Orchestration.AutoClose.ShouldBeTrue();
        settings.Orchestration.Slots.ShouldBe(new Dictionary<string, int> { ["coder"] = 3, ["reviewer"] = 2 }, ignoreOrder: true);
        settings.Validation.Commands.ShouldBe(["npm test", "echo one\necho two\n"]);
        settings.Validation.TimeoutSeconds.ShouldBe(60);
        settings.Validation.Mounts.ShouldBe([new ToolchainMount("/opt/node", "/opt/node"), new ToolchainMount("/opt/jdk", "/usr/lib/jdk")]);
        settings.Protected.ShouldBe(["ci/**"]);
        var local = settings.Profiles["local"];
        (local.Extends, local.Provider, local.Model, local.MaxTurns, local.ShellTimeoutSeconds).ShouldBe(("builtin:coder", "openai", "gpt", 5, 6));
        local.Tools.ShouldBe(["read"]);
        local.Mounts.ShouldBe([new ToolchainMount("/a", "/a")]);
    }

    [Fact]
    public void Sections_without_entries_are_as_good_as_absent() =>
        Sample.Text(Sample.Read(Sample.Smallest + "roles:\nprofiles: ~\nprotected:\nvalidation:\n  commands:\n"))
            .ShouldBe(Sample.Text(Sample.Read(Sample.Smallest)));

    [Theory]
    [InlineData("validations:\n  commands: []\n", ":5: unknown key 'validations'; did you mean 'validation'?")]
    [InlineData("validation:\n  timeuot: 5\n", ":6: unknown key 'validation.timeuot'; did you mean 'timeout'?")]
    [InlineData("validation:\n  timeout_seconds: 5\n", "did you mean 'timeout'?")]
    [InlineData("ticket:\n  colour: red\n", ":6: unknown key 'ticket.colour'; known here: language, root")]
    [InlineData("roles:\n  reveiwer: {}\n", "unknown key 'roles.reveiwer'; did you mean 'reviewer'?")]
    [InlineData("runtimes:\n  far: { url: \"https://a.example\", token_env: YOI_RUNTIME_A, token: x }\n", "unknown key 'runtimes.far.token'; did you mean 'token_env'?")]
    [InlineData("runtimes:\n  old: { older_data: /data, folder: x }\n", "unknown key 'runtimes.old.folder'")]
    [InlineData("profiles:\n  a:\n    tool: [read]\n", ":7: unknown key 'profiles.a.tool'; did you mean 'tools'?")]
    public void An_unknown_key_is_told_with_its_line_and_the_nearest_known_one(string more, string expected) =>
        Sample.Problem(Sample.Smallest + more).ShouldContain(expected);

    [Theory]
    [InlineData("validation:\n  timeout: 0\n", ":6: 'validation.timeout' must be a whole number from 1 to 3,600.")]
    [InlineData("validation:\n  timeout: 3601\n", "'validation.timeout'")]
    [InlineData("validation:\n  timeout: \"60\"\n", "'validation.timeout'")]
    [InlineData("validation:\n  timeout: 1.5\n", "'validation.timeout'")]
    [InlineData("validation:\n  timeout: 99999999999999999999\n", "'validation.timeout'")]
    [InlineData("validation:\n  commands: npm test\n", ":6: 'validation.commands' must be a list")]
    [InlineData("validation:\n  commands:\n    - npm test\n    - [a]\n", ":8: 'validation.commands[2]' must be a text.")]
    [InlineData("validation:\n  commands:\n    -\n", "'validation.commands[1]' must be a text.")]
    [InlineData("validation:\n  commands: [\"a\\0b\"]\n", "'validation.commands[1]' must be 1 to 4,096 characters")]
    [InlineData("runtimes:\n  far: { url: \"http://a.example\", token_env: YOI_RUNTIME_A }\n", "'runtimes.far.url' must be an https address, or an http one of this machine")]
    [InlineData("runtimes:\n  far: { url: \"https://me:pw@a.example\", token_env: YOI_RUNTIME_A }\n", "'runtimes.far.url'")]
    [InlineData("runtimes:\n  far: { url: \"https://a.example\", token_env: OPENAI_API_KEY }\n", "'runtimes.far.token_env' must be the name of an environment variable that begins with YOI_RUNTIME_")]
    [InlineData("runtimes:\n  old: { older_data: data }\n", "'runtimes.old.older_data'")]
    [InlineData("runtimes:\n  embedded: { older_data: /data }\n", "another name than that of the embedded runtime")]
    [InlineData("validation: fast\n", ":5: 'validation' must hold keys")]
    [InlineData("validation:\n  mounts: [/opt]\n", "'validation.mounts[1]' must hold keys")]
    [InlineData("validation:\n  mounts: [{ source: opt }]\n", "'validation.mounts[1].source' must be an absolute path")]
    [InlineData("validation:\n  mounts: [{ source: /opt/../etc }]\n", "'validation.mounts[1].source'")]
    [InlineData("validation:\n  mounts: [{ source: / }]\n", "'validation.mounts[1].source'")]
    [InlineData("validation:\n  mounts: [{ source: /proc/1 }]\n", "'validation.mounts[1].source'")]
    [InlineData("validation:\n  mounts: [{ source: /a, target: /work/x }]\n", "'validation.mounts[1].target'")]
    [InlineData("validation:\n  mounts: [{ source: /tmp/x }]\n", "'validation.mounts[1].target'")]
    [InlineData("validation:\n  mounts: [{ target: /a }]\n", "'validation.mounts[1].source' is missing")]
    [InlineData("ticket:\n  root: ../out\n", "'ticket.root' must be a folder below .yoi")]
    [InlineData("ticket:\n  root: /abs\n", "'ticket.root'")]
    [InlineData("ticket:\n  language: english please\n", "'ticket.language'")]
    [InlineData("roles:\n  coder:\n    profile: nobody\n", ":7: 'roles.coder.profile' must be a built-in profile (builtin:coder) or one under 'profiles'.")]
    [InlineData("protected: [/etc/passwd]\n", "'protected[1]' must be a glob")]
    [InlineData("protected: [a/../b]\n", "'protected[1]'")]
    [InlineData("protected: ['']\n", "'protected[1]'")]
    [InlineData("profiles:\n  Local: {}\n", ":6: 'profiles.Local' is not a name for this")]
    [InlineData("profiles:\n  a: { extends: builtin:cook }\n", "'profiles.a.extends' must be a built-in profile")]
    [InlineData("profiles:\n  a: { provider: 'https://me:key@host/v1' }\n", "'profiles.a.provider'")]
    [InlineData("profiles:\n  a: { provider: 'https://host/v1?key=1' }\n", "'profiles.a.provider'")]
    [InlineData("profiles:\n  a: { provider: 'file:///etc' }\n", "'profiles.a.provider'")]
    [InlineData("profiles:\n  a: { tools: [Shell] }\n", "'profiles.a.tools[1]'")]
    [InlineData("profiles:\n  a: { max_turns: 1001 }\n", "'profiles.a.max_turns'")]
    [InlineData("? [a]\n: b\n", ":5: A key must be a word.")]
    [InlineData("workspace_id: again\n", "uplicate key")]
    [InlineData("protected: [a]\nvalidation: {\n", Sample.Path)]
    [InlineData("protected: !!str a\n", ":5: Tags")]
    [InlineData("---\na: b\n", "Only one document")]
    public void A_wrong_value_is_told_with_its_line_and_what_it_must_be(string more, string expected) =>
        Sample.Problem(Sample.Smallest + more).ShouldSatisfyAllConditions(m => m.ShouldContain(expected), m => m.ShouldStartWith(Sample.Path + ":"));

    [Theory]
    [InlineData("")]
    [InlineData("# nothing\n")]
    [InlineData("- a\n")]
    [InlineData("text")]
    public void A_file_without_settings_is_refused(string yaml) => Sample.Problem(yaml).ShouldContain("yoi init");

    [Theory]
    [InlineData("display_name: D\norchestration: { target_branch: main }\n", "'workspace_id' is missing; add a line such as: workspace_id: my-project")]
    [InlineData("workspace_id: d\norchestration: { target_branch: main }\n", "'display_name' is missing")]
    [InlineData("workspace_id: d\ndisplay_name: D\n", "'orchestration.target_branch' is missing")]
    [InlineData("workspace_id: Demo\ndisplay_name: D\norchestration: { target_branch: main }\n", ":1: 'workspace_id' must be 1 to 64")]
    [InlineData("workspace_id: -d\ndisplay_name: D\norchestration: { target_branch: main }\n", ":1: 'workspace_id'")]
    [InlineData("workspace_id: null\ndisplay_name: D\norchestration: { target_branch: main }\n", ":1: 'workspace_id' must be a text")]
    [InlineData("workspace_id: d\ndisplay_name: \"a\\nb\"\norchestration: { target_branch: main }\n", ":2: 'display_name'")]
    public void What_must_be_there_is_asked_for(string yaml, string expected) => Sample.Problem(yaml).ShouldContain(expected);

    [Fact]
    public void The_first_of_several_problems_is_told_and_the_others_are_counted() =>
        Sample.Problem(Sample.Smallest + "nonsense: 1\nprotected: [/]\nvalidation: { timeout: -1 }\n").ShouldSatisfyAllConditions(
            m => m.ShouldStartWith($"{Sample.Path}:5: "),
            m => m.ShouldEndWith("(2 more after it)"));

    [Fact]
    public void A_file_over_one_mebibyte_is_refused() =>
        Sample.Problem(Sample.Smallest + "#" + new string('x', SettingsReader.MaxBytes)).ShouldContain("1 MiB");
}
