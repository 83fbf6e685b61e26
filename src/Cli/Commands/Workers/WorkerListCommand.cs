using System.CommandLine;
using Yoi.Protocol;
using Yoi.Protocol.Browser;

namespace Yoi.Cli;

/// <summary><c>yoi worker list</c></summary>
internal static class WorkerListCommand
{
    public static Command Create()
    {
        var json = WorkerCommand.Json();
        return new Command("list", "List all Workers and what they do") { json }.WithExample("yoi worker list").RunsWithWorkers(async (session, parse, cancellationToken) =>
        {
            if (!(await session.Workers.ListAsync(cancellationToken)).TryGet(out var page, out var fault)) return fault;
            if (parse.GetValue(json))
            {
                foreach (var worker in page.Items) JsonLine.Write(worker, BrowserJson.Default.WorkerView);
                return null;
            }

            if (PlainOutput.IsRedirected) Rows.Write([], page.Items.Select(Whole));
            else if (page.Items.Count > 0) Rows.Write(["worker", "name", "role", "state", "ticket", "tokens", "trouble"], page.Items.Select(Short));
            if (page.Items.Count == 0 && !PlainOutput.IsRedirected) Console.WriteLine("No Workers. Make one: yoi worker new --profile coder --message 'What does this repository do?'");
            return null;
        });
    }

    private static string[] Whole(WorkerView w) =>
    [
        w.Worker.ToString(), w.Runtime.ToString(), w.Name, w.Role, w.Ticket?.ToString() ?? "", Snake.Of(w.Desired), Snake.Of(w.State),
        w.Tokens.Input.ToString(), w.Tokens.Output.ToString(), Trouble(w),
    ];

    /// <summary>What fits 80 columns: of the id what names a Worker to every command, and one state of both.</summary>
    private static string[] Short(WorkerView w) =>
    [
        ShortId.Of(w), w.Name, w.Role, (w.Desired != DesiredState.Active ? Snake.Of(w.Desired) : Snake.Of(w.State)).Replace('_', ' '), w.Ticket?.ToString() ?? "",
        $"{w.Tokens.Input + w.Tokens.Output}", Trouble(w).Replace('_', ' '),
    ];

    private static string Trouble(WorkerView w) => w.Problem ?? w.LastProblem?.Code ?? "";
}
