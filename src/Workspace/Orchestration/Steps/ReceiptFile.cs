using System.Text.Json;
using Yoi.Protocol;
using Yoi.Tickets;
using Yoi.Worktrees;

namespace Yoi.Workspace;

/// <summary>Signed receipts under a ticket's artifacts.</summary>
internal static class ReceiptFile
{
    /// <summary>The output first, then the receipt that names it: a receipt never lies there without its output.</summary>
    public static async Task<Fault?> WriteAsync(StepContext context, TicketId ticket, CheckRun run, CancellationToken cancellationToken) =>
        await context.Tickets.WriteArtifactAsync(ticket, $"receipts/{run.Receipt.Output}", run.Output, cancellationToken)
        ?? await context.Tickets.WriteArtifactAsync(ticket, Name(run.Receipt.Id),
            JsonSerializer.SerializeToUtf8Bytes(context.Signer.Sign(run.Receipt), WireJson.Default.SignedReceipt), cancellationToken);

    /// <summary>The receipt, its signature checked; <c>not_found</c> where there is none, <c>verification_failed</c> where it does not hold.</summary>
    public static async Task<Result<Receipt>> ReadAsync(StepContext context, TicketId ticket, ReceiptId id, CancellationToken cancellationToken)
    {
        if (!(await DocumentAsync(context.Tickets, ticket, id, cancellationToken)).TryGet(out var signed, out var fault)) return fault;
        return Verify(signed, context.Signer.PublicKeyPem, ticket, id);
    }

    /// <summary>The signed document as it lies there, its signature not checked; <c>not_found</c> where there is none, <c>verification_failed</c> where it is none.</summary>
    public static async Task<Result<SignedReceipt>> DocumentAsync(TicketStore tickets, TicketId ticket, ReceiptId id, CancellationToken cancellationToken)
    {
        if (!(await tickets.ReadArtifactAsync(ticket, Name(id), cancellationToken)).TryGet(out var bytes, out var fault)) return fault;
        try
        {
            if (JsonSerializer.Deserialize(bytes.Span, WireJson.Default.SignedReceipt) is { } signed) return signed;
        }
        catch (JsonException)
        {
            // Answered below, as for a file that holds nothing.
        }

        return new Fault(FaultCodes.VerificationFailed, $"Receipt {id} is not readable.");
    }

    /// <summary>The receipt of a document, where it is signed by that key and is the one it should be; else <c>verification_failed</c>.</summary>
    public static Result<Receipt> Verify(SignedReceipt signed, string publicKeyPem, TicketId ticket, ReceiptId id)
    {
        if (!ReceiptVerifier.Verify(signed, publicKeyPem).TryGet(out var receipt, out var fault)) return fault;
        return receipt.Id == id && receipt.Ticket == ticket ? receipt : new Fault(FaultCodes.VerificationFailed, $"The file of receipt {id} holds another receipt.");
    }

    private static string Name(ReceiptId id) => $"receipts/{id}.json";
}
