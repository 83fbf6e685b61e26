using Yoi.Protocol;
using Yoi.Protocol.Browser;

namespace Yoi.Workspace;

/// <summary>Workers as a browser may see them.</summary>
internal static class WorkerViews
{
    public static WorkerView Of(RegisteredWorker registered)
    {
        var worker = registered.Worker;
        return new()
        {
            Runtime = registered.Runtime,
            Worker = worker.Id,
            Name = worker.DisplayName ?? worker.Role,
            Role = worker.Role,
            Desired = worker.Desired,
            // What it does there while nobody can ask is not known.
            State = registered.Away is null ? worker.State : RunState.Unconnected,
            Ticket = Label(worker, WorkerLabels.Ticket) is { } text && TicketId.TryParse(text, null, out var ticket) ? ticket : null,
            CreatedAt = worker.CreatedAt,
            Tokens = worker.Tokens,
            LastOutcome = worker.LastOutcome,
            LastProblem = worker.LastFault is { } fault ? Notices.Of(fault) : null,
            Model = Label(worker, WorkerLabels.Model),
            Branch = Label(worker, WorkerLabels.Branch),
            Approvals = worker.Approvals is { Count: > 0 } asked ? [.. asked.Select(Approval)] : [],
            Problem = (registered.Away ?? worker.Diagnostic)?.Code,
            ReadOnly = registered.IsReadOnly,
        };
    }

    public static ApprovalView Approval(ApprovalRequested asked) =>
        new(asked.CallId, asked.Tool, asked.Text, asked.Rule is { } rule ? Words(rule) : null, asked.At, asked.Deadline);

    /// <summary>Whether a person would see a difference; lists compare by what they hold.</summary>
    public static bool Same(WorkerView a, WorkerView b) => a with { Approvals = b.Approvals } == b && a.Approvals.SequenceEqual(b.Approvals);

    private static string Words(PermissionRule rule)
    {
        var effect = rule.Effect switch
        {
            PermissionEffect.Allow => "Allow",
            PermissionEffect.Deny => "Deny",
            _ => "Ask for",
        };
        var tool = rule.Tool == "*" ? "every tool" : rule.Tool;
        if (rule.Match is not { } match) return $"{effect} {tool}";
        return rule.Tool == "shell" ? $"{effect} shell commands that begin with `{match}`" : $"{effect} {tool} on `{match}`";
    }

    private static string? Label(WorkerSummary worker, string name) => worker.Labels?.GetValueOrDefault(name);
}

/// <summary>Labels of Workers that this workspace makes and reads; they route nothing.</summary>
internal static class WorkerLabels
{
    public const string Ticket = "ticket";
    public const string Attempt = "attempt";
    public const string Role = "role";
    public const string Model = "model";
    public const string Branch = "branch";

    /// <summary>A label's text holds so many characters; what is longer is left out.</summary>
    private const int MostText = 128;

    /// <summary>What every Worker of ours is labelled with.</summary>
    public static Dictionary<string, string> Of(Profile profile, string branch)
    {
        var labels = new Dictionary<string, string> { [Role] = profile.Role };
        if (profile.Model is { Length: > 0 and <= MostText } model) labels[Model] = model;
        if (branch.Length is > 0 and <= MostText) labels[Branch] = branch;
        return labels;
    }
}
