using System.Text.Json.Serialization;

namespace Yoi.Protocol;

/// <summary>What the host saw when it ran one validation command in a fresh checkout. Written and signed by the host, never by a Worker.</summary>
public sealed record Receipt
{
    /// <summary>The receipt, allocated before the command ran.</summary>
    public required ReceiptId Id { get; init; }

    /// <summary>The ticket it was made for.</summary>
    public required TicketId Ticket { get; init; }

    /// <summary>The attempt it was made in.</summary>
    public required string Attempt { get; init; }

    /// <summary>What was checked: <c>submit</c> or <c>merge</c>.</summary>
    public required string Purpose { get; init; }

    /// <summary>The command line, run by <c>/bin/sh -c</c> inside the sandbox.</summary>
    public required string Command { get; init; }

    /// <summary>Its exit code; null where it was killed at its deadline.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public required int? ExitCode { get; init; }

    /// <summary>When it began.</summary>
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>How long it took, in milliseconds.</summary>
    public required long DurationMs { get; init; }

    /// <summary>The commit that was checked out, as 40 hex digits.</summary>
    public required string Commit { get; init; }

    /// <summary>That commit's tree.</summary>
    public required string Tree { get; init; }

    /// <summary>Facts of the host that may matter to the outcome: operating system, architecture, sandbox.</summary>
    public required IReadOnlyDictionary<string, string> Host { get; init; }

    /// <summary>The file with the command's output, beside the receipt.</summary>
    public required string Output { get; init; }

    /// <summary>SHA-256 of that file, in lower-case hex.</summary>
    public required string OutputSha256 { get; init; }

    /// <summary>True where the command ended by itself with 0.</summary>
    public bool Passed() => ExitCode == 0;
}

/// <summary>A receipt's exact bytes and the host's signature over them.</summary>
/// <param name="Payload">The receipt as UTF-8 JSON, base64.</param>
/// <param name="KeyId">SHA-256 of the public key (SubjectPublicKeyInfo), first 16 hex digits; the key lies in the records as <c>keys/&lt;id&gt;.pem</c>.</param>
/// <param name="Signature">ECDSA P-256 with SHA-256 over the payload's bytes, IEEE P1363 form, base64.</param>
public sealed record SignedReceipt(string Payload, string KeyId, string Signature);
