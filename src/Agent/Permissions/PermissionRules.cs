using Yoi.Protocol;

namespace Yoi.Agent;

/// <summary>The rules of one Worker: those of its profile, and those a person kept by "always".</summary>
internal sealed class PermissionRules(IReadOnlyList<PermissionRule> rules, IReadOnlyList<PermissionRule> kept)
{
    /// <summary>The rules as the history leaves them.</summary>
    public static PermissionRules Of(Profile profile, IReadOnlyList<WorkerEvent> history)
    {
        var asked = new Dictionary<(RunId?, string), PermissionRule?>();
        var kept = new List<PermissionRule>();
        foreach (var item in history)
        {
            if (item is ApprovalRequested question) asked[(item.Run, question.CallId)] = question.Rule;
            if (item is ApprovalResolved { Allowed: true, Always: true } answer && asked.GetValueOrDefault((item.Run, answer.CallId)) is { Effect: PermissionEffect.Allow } rule) kept.Add(rule);
        }

        return new(profile.Permissions, kept);
    }

    /// <summary>Why a profile's rules cannot be used, or null where they can.</summary>
    public static Fault? Check(Profile profile)
    {
        var bad = profile.Permissions.FirstOrDefault(rule => !Enum.IsDefined(rule.Effect) || string.IsNullOrWhiteSpace(rule.Tool) || (rule.Match is not null && !IsUsable(rule)));
        return bad is null ? null : new(FaultCodes.Invalid, $"The profile '{profile.Name}' has a permission that cannot be used: {bad.Effect} '{bad.Tool}' '{bad.Match}'. Name a tool or *, and the words of a command or a glob below the worktree.");
    }

    /// <summary>What becomes of a call.</summary>
    public Verdict Decide(ToolCall call)
    {
        var own = Of(call.Name, rules);
        var always = Of(call.Name, kept);
        if (call.Name == ShellTool.Name) return ShellPermission.Decide(call, own, always);
        Fit Fits(PermissionRule rule) => PathPermission.Fits(call, rule);
        return RuleFold.Of(own, Fits).With(always, Fits).Effect switch
        {
            PermissionEffect.Allow => Verdict.Allowed,
            PermissionEffect.Deny => new Verdict.Deny($"The rules of your profile do not allow this call of '{call.Name}'."),
            _ => new Verdict.Ask(PathPermission.RuleFor(call)),
        };
    }

    private static bool IsUsable(PermissionRule rule) => rule.Tool == ShellTool.Name ? ShellPermission.WordsOf(rule).Length > 0 : PathPermission.TryGlob(rule.Match!, out _);

    private static PermissionRule[] Of(string tool, IReadOnlyList<PermissionRule> rules) => [.. rules.Where(rule => rule.Tool == "*" || rule.Tool == tool)];
}
