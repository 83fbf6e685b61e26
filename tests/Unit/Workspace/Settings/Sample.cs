using System.Text.Json;
using Yoi.Protocol;
using Yoi.Workspace;

namespace Yoi.Tests.Unit.Workspace.Settings;

internal static class Sample
{
    public const string Path = ".yoi/workspace.yaml";

    public const string Smallest = "workspace_id: demo\ndisplay_name: Demo\norchestration:\n  target_branch: main\n";

    public static WorkspaceSettings Full { get; } = new()
    {
        WorkspaceId = "demo-2",
        DisplayName = "Käse & \"Brot\": 100 % # no comment 🧀",
        Ticket = new() { Language = "pt-BR", Root = "records/tickets" },
        Roles = new Dictionary<string, RoleSettings>
        {
            ["coder"] = new() { Profile = "local", Prompt = "Write tests first.\n\nThen:\tcode. It's \"done\" when \\ green." },
            ["reviewer"] = new() { Profile = "builtin:reviewer" },
        },
        Orchestration = new()
        {
            IntegrationBranch = "team/integration",
            TargetBranch = "main",
            Slots = new Dictionary<string, int> { ["coder"] = 4, ["reviewer"] = 2, ["orchestrator"] = 0 },
            AutoClose = true,
        },
        Validation = new()
        {
            Commands = ["npm test", "grep -q \"a: b\" 'x y' | cat \\", "set -e\necho two lines", "true", "- # not a list"],
            TimeoutSeconds = 30,
            Mounts = [new("/opt/node 20", "/opt/node")],
        },
        Protected = ["ci/**", "*.sh", "[x]", "!y"],
        Profiles = new Dictionary<string, ProfileSettings>
        {
            ["local"] = new()
            {
                Extends = "builtin:coder",
                Provider = "http://127.0.0.1:11434/v1",
                Model = "qwen: 3",
                Tools = ["read", "submit_work"],
                Mounts = [new("/opt/dotnet", "/opt/dotnet")],
                MaxTurns = 7,
                ShellTimeoutSeconds = 9,
            },
            ["none"] = new() { Tools = [] },
            ["plain"] = new(),
        },
    };

    public static WorkspaceSettings Read(string yaml)
    {
        var result = SettingsReader.Read(yaml, Path);
        result.Fault.ShouldBeNull();
        return result.Value;
    }

    public static string Problem(string yaml)
    {
        var fault = SettingsReader.Read(yaml, Path).Fault.ShouldNotBeNull();
        fault.Code.ShouldBe(FaultCodes.SettingsInvalid);
        return fault.Message;
    }

    /// <summary>For comparing what records hold, collections included.</summary>
    public static string Text(WorkspaceSettings settings) => JsonSerializer.Serialize(settings with
    {
        Roles = new SortedDictionary<string, RoleSettings>(settings.Roles.ToDictionary()),
        Profiles = new SortedDictionary<string, ProfileSettings>(settings.Profiles.ToDictionary()),
        Orchestration = settings.Orchestration with { Slots = new SortedDictionary<string, int>(settings.Orchestration.Slots.ToDictionary()) },
    });
}
