using System.CommandLine;
using Yoi.Protocol;
using Yoi.Tickets;
using Yoi.Worktrees;

namespace Yoi.Cli;

/// <summary><c>yoi verify</c>: checks a merge from the repository alone: its receipts, their signatures and outputs, and what the ticket's thread says.</summary>
internal static class VerifyCommand
{
    private const int MostThread = 100 * 1024 * 1024;

    public static Command Create()
    {
        var reference = new Argument<string>("commit") { Description = "The merge commit, or a branch whose head it is" };
        var key = new Option<string?>("--key") { Description = "The key to trust: a PEM file, or a key id of 16 to 64 hex digits (default: any key of the records)", HelpName = "KEY" };
        var folder = new Option<string?>("--repository") { Description = "A folder in the repository (default: the current one)", HelpName = "DIR" };
        return new Command("verify", "Check a merge from the repository alone: commit, receipts, signatures, outputs and the ticket's records") { reference, key, folder }
            .Runs(async (parse, cancellationToken) =>
            {
                KeyPin? pin = null;
                if (parse.GetValue(key) is { } text && !(await KeyPin.ParseAsync(text, cancellationToken)).TryGet(out pin, out var fault)) return fault;
                var opened = await RepositoryEvidence.OpenAsync(parse.GetValue(folder) ?? Directory.GetCurrentDirectory(), TimeProvider.System, cancellationToken);
                if (!opened.TryGet(out var evidence, out fault)) return fault;
                using (evidence) return await RunAsync(evidence, parse.GetRequiredValue(reference), pin, cancellationToken);
            });
    }

    private static async Task<Fault?> RunAsync(RepositoryEvidence evidence, string reference, KeyPin? pin, CancellationToken cancellationToken)
    {
        if (!(await MergeVerification.RunAsync(evidence, reference, pin, cancellationToken)).TryGet(out var verified, out var fault)) return fault;
        List<CheckedFact> facts = [.. verified.Facts];
        if (verified.Merge is { } merge) facts.AddRange(await ThreadAsync(evidence, merge, cancellationToken));
        foreach (var fact in facts) Print(fact.Fault is { } wrong ? $"FAULT {fact.What}: {wrong.Code}: {wrong.Message}" : $"ok    {fact.What}");

        Print($"note  The records are {RecordsRef.Name} at {evidence.Records}; receipts are signed, the thread is not.");
        foreach (var key in verified.Keys.Where(k => pin is null || !pin.Fits(k)))
            Print($"note  Key {key.Id} comes from these records: who can rewrite them can replace it. If it is your host's, pin it: --key {key.Fingerprint}");
        var faults = facts.Count(f => f.Fault is not null);
        return faults == 0 ? null : new(FaultCodes.VerificationFailed, $"{faults} of {facts.Count} things do not hold for {verified.Commit[..10]}; see the lines marked FAULT. Do not rely on this merge.");
    }

    private static async Task<IReadOnlyList<CheckedFact>> ThreadAsync(RepositoryEvidence evidence, RecordedMerge merge, CancellationToken cancellationToken)
    {
        var path = $"tickets/{merge.Ticket}/thread.md";
        return (await evidence.RecordAsync(path, MostThread, cancellationToken)).TryGet(out var bytes, out var fault)
            ? ThreadChain.Check(ThreadText.Read(bytes), merge)
            : [CheckedFact.Wrong(path, fault.Message)];
    }

    /// <summary>Escape sequences and line breaks in other people's texts stay text.</summary>
    private static void Print(string line) => Console.WriteLine(string.Concat(line.Select(c => char.IsControl(c) ? '\uFFFD' : c)));
}
