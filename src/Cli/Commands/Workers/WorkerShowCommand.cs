using System.CommandLine;
using Yoi.Protocol.Browser;

namespace Yoi.Cli;

/// <summary><c>yoi worker show</c></summary>
internal static class WorkerShowCommand
{
    public static Command Create()
    {
        var json = WorkerCommand.Json();
        return new Command("show", "Show one Worker and what it asks for") { json }.WithExample("yoi worker show Ada").RunsWithWorker(WorkerCommand.Id(), (_, worker, parse, _) =>
        {
            if (parse.GetValue(json)) JsonLine.Write(worker, BrowserJson.Default.WorkerView);
            else Show(worker);
            return Task.FromResult<Yoi.Protocol.Fault?>(null);
        });
    }

    private static void Show(WorkerView worker)
    {
        TicketText.Print($"{worker.Worker}  {worker.Name}");
        Line("runtime", worker.Runtime.ToString());
        Line("role", worker.Role);
        Line("model", worker.Model);
        Line("ticket", worker.Ticket?.ToString());
        Line("branch", worker.Branch);
        Line("wanted", Snake.Of(worker.Desired));
        Line("state", Snake.Of(worker.State));
        Line("last run", worker.LastOutcome is { } outcome ? Snake.Of(outcome) : null);
        Line("trouble", worker.LastProblem is { } last ? $"{last.Code}: {last.Message}" : null);
        Line("created", $"{worker.CreatedAt:yyyy-MM-dd HH:mm:ss}Z");
        Line("tokens", $"{worker.Tokens.Input} in, {worker.Tokens.Output} out");
        Line("problem", worker.Problem);
        foreach (var asked in worker.Approvals) TicketText.Print(ApprovalText.Of(worker, asked));
    }

    private static void Line(string name, string? value)
    {
        if (value is not null) TicketText.Print($"  {name,-9} {value}");
    }
}
