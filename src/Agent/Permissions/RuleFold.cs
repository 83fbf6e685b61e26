using Yoi.Protocol;

namespace Yoi.Agent;

/// <summary>Lets rules decide over one thing: the last that fits. What nothing fits is asked for, and so is what might fit a rule that is no allowance.</summary>
internal readonly record struct RuleFold(PermissionEffect Effect, bool Doubtful)
{
    /// <summary>The effect of the rules.</summary>
    public static RuleFold Of(IEnumerable<PermissionRule> rules, Func<PermissionRule, Fit> fits)
    {
        var fold = new RuleFold(PermissionEffect.Ask, Doubtful: false);
        foreach (var rule in rules)
        {
            // A rule without a match fits whatever it is, and so settles every doubt before it.
            var fit = rule.Match is null ? Fit.Yes : fits(rule);
            if (fit == Fit.Yes) fold = new(rule.Effect, Doubtful: false);
            else if (fit == Fit.Perhaps && rule.Effect != PermissionEffect.Allow) fold = new(fold.Effect == PermissionEffect.Deny ? PermissionEffect.Deny : PermissionEffect.Ask, Doubtful: true);
        }

        return fold;
    }

    /// <summary>The same with rules that a person kept: they answer questions, and override no refusal and no doubt.</summary>
    public RuleFold With(IEnumerable<PermissionRule> kept, Func<PermissionRule, Fit> fits) =>
        Effect == PermissionEffect.Ask && !Doubtful && kept.Any(rule => rule.Match is null || fits(rule) == Fit.Yes) ? new(PermissionEffect.Allow, Doubtful: false) : this;
}
