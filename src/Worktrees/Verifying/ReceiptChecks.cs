using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Yoi.Protocol;

namespace Yoi.Worktrees;

/// <summary>Checks the receipts a merge names: file, key, signature, what it says, output.</summary>
internal sealed class ReceiptChecks(RepositoryEvidence evidence, RecordedMerge merge, KeyPin? pin)
{
    private const int MostReceipt = 256 * 1024, MostKey = 16 * 1024, MostOutput = 256 * 1024 * 1024;

    /// <summary>The keys that made signatures which hold, in order of first use.</summary>
    public List<SigningKey> Keys { get; } = [];

    /// <summary>What one receipt shows; the first thing that does not hold hides what rests on it.</summary>
    public async Task<IReadOnlyList<CheckedFact>> CheckAsync(ReceiptId id, CancellationToken cancellationToken)
    {
        var path = $"{Folder}/{id}.json";
        var facts = new List<CheckedFact>();
        if (!Of(path, await ReadAsync(path, cancellationToken), facts).TryGet(out var signed, out _)) return facts;
        if (!Of($"key of receipt {id}", await KeyAsync(signed, cancellationToken), facts).TryGet(out var key, out _)) return facts;
        if (!Of($"signature of receipt {id}", ReceiptVerifier.Verify(signed, key.Pem), facts).TryGet(out var receipt, out _)) return facts;
        if (!Keys.Contains(key)) Keys.Add(key);
        facts.Add(pin is null || pin.Fits(key)
            ? new($"receipt {id} is signed by key {key.Id}")
            : CheckedFact.Wrong($"signature of receipt {id}", $"It was made by key {key.Id}, not by the trusted key {pin}. Whoever made it is not whom you trust."));
        var differences = Differences(id, receipt);
        facts.Add(differences.Count == 0
            ? new($"receipt {id}: `{receipt.Command}` ended with 0 on exactly this commit and tree")
            : CheckedFact.Wrong(path, $"It does not show that this merge passed: {string.Join("; ", differences)}."));
        facts.Add(await OutputAsync(receipt, cancellationToken));
        return facts;
    }

    private string Folder => $"tickets/{merge.Ticket}/artifacts/receipts";

    private static Result<T> Of<T>(string what, Result<T> result, List<CheckedFact> facts)
        where T : notnull
    {
        // Whatever stands in the way of looking, a missing file for one, is a thing that could not be verified.
        if (result.Fault is { } fault) facts.Add(CheckedFact.Wrong(what, fault.Message));
        return result;
    }

    private async Task<Result<SignedReceipt>> ReadAsync(string path, CancellationToken cancellationToken)
    {
        if (!(await evidence.RecordAsync(path, MostReceipt, cancellationToken)).TryGet(out var bytes, out var fault)) return fault;
        try
        {
            if (JsonSerializer.Deserialize(bytes.Span, WireJson.Default.SignedReceipt) is { } signed) return signed;
        }
        catch (JsonException)
        {
            // Answered below.
        }

        return new Fault(FaultCodes.VerificationFailed, "It has not the form of a signed receipt.");
    }

    private async Task<Result<SigningKey>> KeyAsync(SignedReceipt signed, CancellationToken cancellationToken)
    {
        if (signed.KeyId.Length != 16 || !signed.KeyId.All(char.IsAsciiHexDigitLower)) return new Fault(FaultCodes.VerificationFailed, "The receipt names no key id of 16 hex digits.");
        var path = $"keys/{signed.KeyId}.pem";
        if (!(await evidence.RecordAsync(path, MostKey, cancellationToken)).TryGet(out var pem, out var fault)) return fault;
        if (!SigningKey.Read(Encoding.UTF8.GetString(pem.Span)).TryGet(out var key, out _)) return new Fault(FaultCodes.VerificationFailed, $"'{path}' of the records holds no ECDSA P-256 key.");
        return key.Id == signed.KeyId ? key : new Fault(FaultCodes.VerificationFailed, $"'{path}' of the records holds another key, {key.Id}: it was replaced.");
    }

    private List<string> Differences(ReceiptId id, Receipt receipt)
    {
        (string What, string? Is, string Expected)[] said =
        [
            ("receipt", receipt.Id.ToString(), id.ToString()),
            ("ticket", receipt.Ticket.ToString(), merge.Ticket.ToString()),
            ("attempt", receipt.Attempt, merge.Attempt),
            ("purpose", receipt.Purpose, "merge"),
            ("commit", receipt.Commit, merge.Commit),
            ("tree", receipt.Tree, merge.Tree),
            ("exit code", receipt.ExitCode?.ToString(CultureInfo.InvariantCulture), "0"),
        ];
        return [.. said.Where(s => s.Is != s.Expected).Select(s => $"its {s.What} is {s.Is ?? "none"}, not {s.Expected}")];
    }

    private async Task<CheckedFact> OutputAsync(Receipt receipt, CancellationToken cancellationToken)
    {
        // The name was signed, but by whom is only as sure as the key: it stays a name in this folder.
        if (!RefNames.IsWorktree(receipt.Output)) return CheckedFact.Wrong($"output of receipt {receipt.Id}", "The receipt names no file beside it.");
        var path = $"{Folder}/{receipt.Output}";
        if (!(await evidence.RecordAsync(path, MostOutput, cancellationToken)).TryGet(out var output, out var fault)) return CheckedFact.Wrong(path, fault.Message);
        var hash = Convert.ToHexStringLower(SHA256.HashData(output.Span));
        return hash == receipt.OutputSha256
            ? new($"output of receipt {receipt.Id}: {output.Length} bytes with the signed SHA-256")
            : CheckedFact.Wrong(path, $"Its SHA-256 is {hash}, not {receipt.OutputSha256} as signed: the output was changed.");
    }
}
