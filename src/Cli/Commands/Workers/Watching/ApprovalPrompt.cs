using Yoi.Client;
using Yoi.Protocol.Browser;

namespace Yoi.Cli;

/// <summary>What a Worker asks, in words, and how it is answered elsewhere.</summary>
internal static class ApprovalText
{
    public static string Of(WorkerView worker, ApprovalView asked) =>
        $"{Question(worker, asked)}\n  Answer: yoi worker approve {ShortId.Of(worker)} {asked.CallId} --allow|--deny{(asked.Rule is null ? "" : " [--always]")}";

    public static string Question(WorkerView worker, ApprovalView asked)
    {
        var rule = asked.Rule is { } kept ? $"\n  Always would keep: {kept}" : "";
        return $"? {worker.Name} asks for {asked.Tool}, until {asked.Deadline:yyyy-MM-dd HH:mm:ss}Z:\n    {asked.Text.ReplaceLineEndings("\n    ")}{rule}";
    }
}

/// <summary>Asks on the terminal, and where there is none says how to answer.</summary>
internal sealed class ApprovalPrompt(WorkerClient workers, WorkerView worker)
{
    public async Task AskAsync(ApprovalView asked, CancellationToken cancellationToken)
    {
        if (Console.IsInputRedirected)
        {
            TicketText.Print(ApprovalText.Of(worker, asked));
            return;
        }

        TicketText.Print(ApprovalText.Question(worker, asked));
        while (await LineAsync(asked, cancellationToken) is { } line)
        {
            if (Read(line, asked) is not { } answer) continue;
            if ((await workers.AnswerAsync(worker.Ref(), asked.CallId, answer, cancellationToken)).Fault is { } fault)
                await Console.Error.WriteLineAsync($"yoi: {fault.Code}: {fault.Message}");
            return;
        }
    }

    internal static ApprovalAnswer? Read(string line, ApprovalView asked) => line.Trim().ToLowerInvariant() switch
    {
        "y" or "yes" => new(Allow: true),
        "n" or "no" => new(Allow: false),
        "a" or "always" when asked.Rule is not null => new(Allow: true, Always: true),
        _ => null,
    };

    private static async Task<string?> LineAsync(ApprovalView asked, CancellationToken cancellationToken)
    {
        Console.Write(asked.Rule is null ? "[y]es / [n]o: " : "[y]es / [n]o / [a]lways: ");
        // A terminal's line cannot be given up once it is waited for; the wait for it can.
        return await Task.Run(Console.ReadLine, CancellationToken.None).WaitAsync(cancellationToken);
    }
}
