using System.Globalization;
using System.Text;
using Yoi.Protocol;

namespace Yoi.Worktrees;

/// <summary>What a merge commit says about itself.</summary>
public sealed record RecordedMerge
{
    /// <summary>The commit.</summary>
    public required string Commit { get; init; }

    /// <summary>Its tree.</summary>
    public required string Tree { get; init; }

    /// <summary>The first parent: the integration branch before.</summary>
    public required string Ours { get; init; }

    /// <summary>The second parent: the work that was submitted.</summary>
    public required string Theirs { get; init; }

    /// <summary>The ticket of its trailer <c>Yoi-Ticket</c>.</summary>
    public required TicketId Ticket { get; init; }

    /// <summary>The attempt of its trailer <c>Yoi-Attempt</c>: <c>&lt;ticket&gt;-&lt;number&gt;</c>.</summary>
    public required string Attempt { get; init; }

    /// <summary>The receipts of its trailers <c>Yoi-Receipt</c>; at least one, none twice.</summary>
    public required IReadOnlyList<ReceiptId> Receipts { get; init; }

    /// <summary>Reads a commit; <c>verification_failed</c> names what a merge of ours would have and this one has not.</summary>
    /// <param name="commit">Its id.</param>
    /// <param name="stored">Its bytes as git stores them.</param>
    internal static Result<RecordedMerge> Read(string commit, ReadOnlySpan<byte> stored)
    {
        var text = Encoding.UTF8.GetString(stored);
        var split = text.IndexOf("\n\n", StringComparison.Ordinal);
        var head = (split < 0 ? text : text[..split]).Split('\n');
        var trailers = split < 0 ? [] : Trailers(text[(split + 2)..]);
        var parents = Values(head, "parent ");
        if (parents.Count != 2 || parents[0] == parents[1]) return Wrong($"it has {parents.Count} parent{(parents.Count == 1 ? "" : "s")}, where a merge of a ticket has two");
        if (Values(head, "tree ") is not [var tree]) return Wrong("it names no tree");
        if (Values(trailers, "Yoi-Ticket: ") is not [var name] || !TicketId.TryParse(name, CultureInfo.InvariantCulture, out var ticket)) return Wrong("it has no trailer Yoi-Ticket with one ticket");
        if (Values(trailers, "Yoi-Attempt: ") is not [var attempt] || !IsAttemptOf(name, attempt)) return Wrong($"it has no trailer Yoi-Attempt with one attempt at {name}");
        var receipts = new List<ReceiptId>();
        foreach (var value in Values(trailers, "Yoi-Receipt: "))
        {
            if (!ReceiptId.TryParse(value, CultureInfo.InvariantCulture, out var receipt) || receipts.Contains(receipt)) return Wrong($"its trailer Yoi-Receipt '{value}' is no receipt, or there twice");
            receipts.Add(receipt);
        }

        if (receipts.Count == 0) return Wrong("it has no trailer Yoi-Receipt: nothing says that it was checked");
        return new RecordedMerge { Commit = commit, Tree = tree, Ours = parents[0], Theirs = parents[1], Ticket = ticket, Attempt = attempt, Receipts = receipts };
    }

    /// <summary>The lines of the last paragraph; the subject is none.</summary>
    private static string[] Trailers(string message)
    {
        var trimmed = message.TrimEnd('\n');
        var last = trimmed.LastIndexOf("\n\n", StringComparison.Ordinal);
        return last < 0 ? [] : trimmed[(last + 2)..].Split('\n');
    }

    private static List<string> Values(string[] lines, string key) =>
        [.. lines.Where(l => l.StartsWith(key, StringComparison.Ordinal)).Select(l => l[key.Length..])];

    private static bool IsAttemptOf(string ticket, string attempt) =>
        attempt.StartsWith(ticket + "-", StringComparison.Ordinal) && int.TryParse(attempt.AsSpan(ticket.Length + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0;

    private static Fault Wrong(string why) => new(FaultCodes.VerificationFailed, $"This commit is no merge of a ticket: {why}.");
}
