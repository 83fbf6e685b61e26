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
    private int _promptedAt;
    private bool _next;

    /// <summary>The person at this terminal; null where standard input is none.</summary>
    public static TextReader? Terminal() => Console.IsInputRedirected ? null : Console.In;

    /// <summary>Completes when a line was typed for the question that is shown; null while none is.</summary>
    public Task? Line => _open.Count > 0 ? _line : null;

    /// <summary>True where something was written behind the prompt that waits for a line.</summary>
    public bool IsBroken => Line is not null && screen.Writes != _promptedAt;

    /// <summary>Prompts once more for what is asked already.</summary>
    public void Again() => Prompt(_open[0]);

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
        _next |= shown && _open.Count > 0;
        if (shown) screen.EndLine();
    }

    /// <summary>Shows what is to be asked next, once what settled the question before is on the screen.</summary>
    public void Next()
    {
        if (_next) Show();
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
            // What was taken is settled by its event, as any other's answer is.
            if ((await workers.AnswerAsync(worker.Ref(), asked.CallId, answer, cancellationToken)).Fault is not { } fault) return;
            await Console.Error.WriteLineAsync($"yoi: {fault.Code}: {fault.Message}");
            Settle(asked.CallId);
            Next();
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
        _next = false;
        screen.EndLine();
        screen.Write(Tint.Ask, ApprovalText.Question(worker, _open[0]));
        screen.EndLine();
        Prompt(_open[0]);
    }

    private void Prompt(ApprovalView asked)
    {
        screen.Write(Tint.None, asked.Rule is null ? "[y]es / [n]o: " : "[y]es / [n]o / [a]lways: ");
        _promptedAt = screen.Writes;
        _line ??= Task.Run(_terminal!.ReadLine);
    }
}
