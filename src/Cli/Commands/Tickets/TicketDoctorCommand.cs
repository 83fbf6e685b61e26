using System.CommandLine;
using Yoi.Protocol;
using Yoi.Tickets;

namespace Yoi.Cli;

/// <summary><c>yoi ticket doctor</c>: 0 where there is no error, with <c>--strict</c> no warning either; else 1.</summary>
internal static class TicketDoctorCommand
{
    public static Command Create()
    {
        var id = new Argument<string?>("ticket") { Description = "Only this ticket: its id, or at least 4 characters of its beginning or end", Arity = ArgumentArity.ZeroOrOne };
        id.CompletionSources.Add(TicketNames.In());
        // A word that may be missing would else take a mistyped option for itself.
        id.Validators.Add(result =>
        {
            if (result.Tokens is [{ Value: ['-', ..] word }]) result.AddError($"Unrecognized option '{word}'.");
        });
        var fix = new Option<bool>("--fix") { Description = "Mend what needs no guess; nothing else is ever written" };
        var strict = new Option<bool>("--strict") { Description = "Warnings count as errors for the exit code" };
        var json = JsonOption.Create();
        var where = CommandExtensions.WorkspaceOption();
        var command = new Command("doctor", "Look for faults in the ticket files; ends with 1 where there are errors") { id, fix, strict, json, where };
        command.SetAction(async (parse, cancellationToken) =>
        {
            if (!WorkspaceFolder.Find(parse.GetValue(where)).TryGet(out var workspace, out var fault)) return ExitCode.Fail(fault);
            if (!(await workspace.TicketsAsync(cancellationToken)).TryGet(out var tickets, out fault)) return ExitCode.Fail(fault);
            using (tickets)
            {
                if (!Only(tickets, parse.GetValue(id)).TryGet(out var only, out fault)) return ExitCode.Fail(fault);
                var doctor = TicketDoctor.Open(new() { Root = tickets.Root, Objectives = tickets.Objectives.Root });
                var report = parse.GetValue(fix) ? await doctor.FixAsync(only.Ticket, cancellationToken) : await doctor.CheckAsync(only.Ticket, cancellationToken);
                if (parse.Has(json)) JsonLine.Write(TicketDoctorJson.Of(report), DoctorJson.Default.TicketDoctorJson);
                else DoctorText.Write(report);
                if (report.Fixed > 0) fault = await workspace.CommitRecordsAsync(tickets, "doctor: mend", cancellationToken);
                if ((report.Stopped ?? fault) is { } stopped) return ExitCode.Fail(stopped);
                return report.Errors > 0 || (parse.GetValue(strict) && report.Warnings > 0) ? ExitCode.Refused : ExitCode.Ok;
            }
        });
        return command.WithExample("yoi ticket doctor --fix");
    }

    private static Result<Scope> Only(TicketStore tickets, string? name)
    {
        if (name is null) return new Scope(null);
        return tickets.Resolve(name).TryGet(out var id, out var fault) ? new Scope(id) : fault;
    }

    private sealed record Scope(TicketId? Ticket);
}
