using System.CommandLine;
using Yoi.Protocol.Browser;

namespace Yoi.Cli;

/// <summary><c>yoi worker list</c></summary>
internal static class WorkerListCommand
{
    public static Command Create()
    {
        var json = WorkerCommand.Json();
        return new Command("list", "List all Workers with what is wanted of them and what they do") { json }.RunsWithWorkers(async (session, parse, cancellationToken) =>
        {
            if (!(await session.Workers.ListAsync(cancellationToken)).TryGet(out var page, out var fault)) return fault;
            if (parse.GetValue(json))
            {
                foreach (var worker in page.Items) JsonLine.Write(worker, BrowserJson.Default.WorkerView);
                return null;
            }

            Rows.Write(
                ["worker", "runtime", "name", "role", "ticket", "wanted", "state", "tokens in", "out", "problem"],
                page.Items.Select(w => (IReadOnlyList<string>)
                [
                    w.Worker.ToString(), w.Runtime.ToString(), w.Name, w.Role, w.Ticket?.ToString() ?? "", Snake.Of(w.Desired), Snake.Of(w.State),
                    w.Tokens.Input.ToString(), w.Tokens.Output.ToString(), w.Problem ?? w.LastProblem?.Code ?? "",
                ]));
            if (page.Items.Count == 0 && !Console.IsOutputRedirected) Console.WriteLine("No Workers. Make one: yoi worker new --profile coder --message 'What does this repository do?'");
            return null;
        });
    }
}
