using System.CommandLine;
using Yoi.Protocol;
using Yoi.Tickets;

namespace Yoi.Cli;

/// <summary><c>yoi ticket review</c></summary>
internal static class TicketReviewCommand
{
    public static Command Create()
    {
        var approve = new Option<bool>("--approve") { Description = "It may go on as it is; a body is not needed" };
        var request = new Option<bool>("--request-changes") { Description = "It needs more work; the body says which" };
        var body = new BodyInput();
        var command = new Command("review", "Give a verdict on a ticket's work") { approve, request };
        body.AddTo(command);
        command.Validators.Add(result =>
        {
            if (result.GetValue(approve) == result.GetValue(request)) result.AddError("Give one of --approve and --request-changes.");
        });
        return command.WithExample("yoi ticket review KSKBP8Z8 --request-changes --body 'The tests do not cover leap years.'").Changes(
            parse => parse.GetValue(approve) ? "approve" : "request changes",
            async (scene, cancellationToken) =>
            {
                var isApproval = scene.Parse.GetValue(approve);
                var mayBeSilent = isApproval && !body.IsGiven(scene.Parse);
                var read = mayBeSilent && !Console.IsInputRedirected ? "" : await body.ReadAsync(scene.Parse, cancellationToken);
                if (!read.TryGet(out var text, out var fault)) return fault;
                if (!isApproval && string.IsNullOrWhiteSpace(text)) return new Fault(FaultCodes.Invalid, "What has to change? Give --body, --body-file, or pipe it in.");
                return await scene.Tickets.AppendAsync(scene.Id, new()
                {
                    Kind = EventKinds.Review,
                    Status = isApproval ? EventKinds.Approve : EventKinds.RequestChanges,
                    Author = scene.Author,
                    Body = text,
                }, cancellationToken);
            },
            TicketState.Inprogress);
    }
}
