using System.Diagnostics;
using System.Globalization;
using Yoi.Protocol;
using Yoi.Sandbox;
using Yoi.Tickets;

namespace Yoi.Cli;

/// <summary>Merges text by <c>git merge-file</c>, which works on three files and asks no repository.</summary>
/// <param name="markerSize">How many characters git's conflict markers have here.</param>
/// <param name="cancellationToken">Ends git.</param>
internal sealed class GitTextMerge(int markerSize, CancellationToken cancellationToken)
{
    private const int MostConflicts = 127;

    public async Task<Result<MergedFile>> MergeAsync(MergeSides sides)
    {
        if (HostPrograms.Find("git") is not { } git) return new Fault(FaultCodes.GitUnavailable, "git is not installed: run `apt-get install git` (2.38 or newer).");
        var folder = Directory.CreateTempSubdirectory("yoi-merge-").FullName;
        try
        {
            string Place(string name) => Path.Combine(folder, name);
            await File.WriteAllBytesAsync(Place("base"), sides.Base, cancellationToken);
            await File.WriteAllBytesAsync(Place("ours"), sides.Ours, cancellationToken);
            await File.WriteAllBytesAsync(Place("theirs"), sides.Theirs, cancellationToken);
            var start = new ProcessStartInfo(git) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true };
            string[] arguments =
            [
                "merge-file", "--stdout", $"--marker-size={markerSize.ToString(CultureInfo.InvariantCulture)}", "-L", "ours", "-L", "base", "-L", "theirs",
                Place("ours"), Place("base"), Place("theirs"),
            ];
            foreach (var argument in arguments) start.ArgumentList.Add(argument);

            using var process = Process.Start(start)!;
            using var output = new MemoryStream();
            var error = process.StandardError.ReadToEndAsync(cancellationToken);
            await process.StandardOutput.BaseStream.CopyToAsync(output, cancellationToken);
            await process.WaitForExitAsync(cancellationToken);
            if (process.ExitCode == 0) return new MergedFile(output.ToArray());
            // Such as bytes that are no text: git itself then keeps ours in the checkout and both in the index.
            return process.ExitCode <= MostConflicts
                ? new MergedFile(output.ToArray(), "Both branches changed the same lines.")
                : new MergedFile(sides.Ours, $"It cannot be merged as text ({(await error).Trim()}).");
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
