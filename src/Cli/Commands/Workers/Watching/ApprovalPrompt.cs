using Yoi.Client;
using Yoi.Protocol.Browser;

namespace Yoi.Cli;

/// <summary>
/// Asks on the terminal, one question after the other, and where there is none says how to answer. What is settled elsewhere meanwhile is asked no longer: watching goes on beside the prompt.
/// </summary>
internal sealed class ApprovalPrompt(WorkerClient workers, WorkerView worker, ScreenWriter screen, TextReader? terminal)
{
    private readonly List<ApprovalView> _open = [];
    private TextReader? _terminal = terminal;

    // A terminal's line cannot be given up once it is waited for; the next question takes it over.
    private Task<string?>? _line;

    /// <summary>The person at this terminal; null where standard input is none.</summary>
    public static TextReader? Terminal() => Console.IsInputRedirected ? null : Console.In;

    /// <summary>Completes when a line was typed for the question that is shown; null while none is.</summary>
    public Task? Line => _open.Count > 0 ? _line : null;

    /// <summary>Asks, once what was asked before is settled.</summary>
    public void Ask(ApprovalView asked)
    {
        if (_terminal is null)
        {
            screen.Write(Tint.None, ApprovalText.Of(worker, asked));
            screen.EndLine();
            return;
        }

        if (_open.Any(open => open.CallId == asked.CallId)) return;
        _open.Add(asked);
        if (_open.Count == 1) Show();
    }

    /// <summary>Somebody has answered, or nobody needs to any more.</summary>
    public void Settle(string callId)
    {
        var shown = _open.FirstOrDefault()?.CallId == callId;
        _open.RemoveAll(asked => asked.CallId == callId);
        if (!shown) return;
        screen.EndLine();
        if (_open.Count > 0) Show();
    }

    /// <summary>Takes the line that was typed.</summary>
    public async Task TakeAsync(CancellationToken cancellationToken)
    {
        var asked = _open[0];
        var line = await _line!;
        _line = null;
        // The person's own line end closed the prompt.
        screen.LineEnded();
        if (line is null)
        {
            (_terminal, var left) = (null, _open.ToArray());
            _open.Clear();
            foreach (var open in left) Ask(open);
        }
        else if (Read(line, asked) is not { } answer)
        {
            Prompt(asked);
        }
        else
        {
            _open.Remove(asked);
            if ((await workers.AnswerAsync(worker.Ref(), asked.CallId, answer, cancellationToken)).Fault is { } fault)
                await Console.Error.WriteLineAsync($"yoi: {fault.Code}: {fault.Message}");
            if (_open.Count > 0) Show();
        }
    }

    internal static ApprovalAnswer? Read(string line, ApprovalView asked) => line.Trim().ToLowerInvariant() switch
    {
        "y" or "yes" => new(Allow: true),
        "n" or "no" => new(Allow: false),
        "a" or "always" when asked.Rule is not null => new(Allow: true, Always: true),
        _ => null,
    };

    private void Show()
    {
        screen.Write(Tint.Ask, ApprovalText.Question(worker, _open[0]));
        screen.EndLine();
        Prompt(_open[0]);
    }

    private void Prompt(ApprovalView asked)
    {
        screen.Write(Tint.None, asked.Rule is null ? "[y]es / [n]o: " : "[y]es / [n]o / [a]lways: ");
        _line ??= Task.Run(_terminal!.ReadLine);
    }
}
