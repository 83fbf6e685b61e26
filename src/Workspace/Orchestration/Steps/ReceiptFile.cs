using System.Text.Json;
using Yoi.Protocol;
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
        var read = await context.Tickets.ReadArtifactAsync(ticket, Name(id), cancellationToken);
        if (!read.TryGet(out var bytes, out var fault)) return fault;
        SignedReceipt? signed;
        try
        {
            signed = JsonSerializer.Deserialize(bytes.Span, WireJson.Default.SignedReceipt);
        }
        catch (JsonException)
        {
            return new Fault(FaultCodes.VerificationFailed, $"Receipt {id} is not readable.");
        }

        if (!ReceiptVerifier.Verify(signed!, context.Signer.PublicKeyPem).TryGet(out var receipt, out fault)) return fault;
        return receipt.Id == id && receipt.Ticket == ticket ? receipt : new Fault(FaultCodes.VerificationFailed, $"The file of receipt {id} holds another receipt.");
    }

    private static string Name(ReceiptId id) => $"receipts/{id}.json";
}
