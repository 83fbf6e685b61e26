using Yoi.Protocol.Browser;

namespace Yoi.Cli;

/// <summary>What a Worker asks, in words, and how it is answered elsewhere.</summary>
internal static class ApprovalText
{
    public static string Of(WorkerView worker, ApprovalView asked) => $"{Question(worker, asked)}\n{Elsewhere(worker, asked)}";

    public static string Question(WorkerView worker, ApprovalView asked)
    {
        var rule = asked.Rule is { } kept ? $"\n  Always would keep: {kept}" : "";
        return $"? {worker.Name} asks for {asked.Tool}, until {asked.Deadline:yyyy-MM-dd HH:mm:ss}Z:\n    {asked.Text.ReplaceLineEndings("\n    ")}{rule}";
    }

    public static string Elsewhere(WorkerView worker, ApprovalView asked)
    {
        var command = $"yoi worker approve {ShortId.Of(worker)} {asked.CallId}";
        return $"  Yes: {command} --allow{(asked.Rule is null ? "" : " [--always]")}\n  No:  {command} --deny";
    }
}
