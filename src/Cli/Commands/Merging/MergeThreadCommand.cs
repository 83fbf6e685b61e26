using System.CommandLine;
using Yoi.Protocol;
using Yoi.Tickets;

namespace Yoi.Cli;

/// <summary><c>yoi merge-thread</c>: what git calls to merge the files of tickets, by git's rules for merge drivers: the result replaces ours, and 1 is a conflict.</summary>
internal static class MergeThreadCommand
{
    private const int UsualMarker = 7;

    public static Command Create()
    {
        var ancestor = new Argument<string>("base") { Description = "The file with the common ancestor's version (%O)" };
        var ours = new Argument<string>("ours") { Description = "The file with our version, which the result replaces (%A)" };
        var theirs = new Argument<string>("theirs") { Description = "The file with the other branch's version (%B)" };
        var path = new Argument<string>("path") { Description = "The file's path in the repository, whose name tells its kind (%P)", DefaultValueFactory = _ => "thread.md" };
        var marker = new Option<int>("--marker-size") { Description = "Characters of a conflict marker (%L)", DefaultValueFactory = _ => UsualMarker };
        return new Command("merge-thread", "Merge two branches' versions of a ticket's thread, item, relations or plan records; git calls it (see yoi init --merge-driver)") { ancestor, ours, theirs, path, marker }
            .Runs(async (parse, cancellationToken) =>
            {
                string[] files = [parse.GetRequiredValue(ancestor), parse.GetRequiredValue(ours), parse.GetRequiredValue(theirs)];
                var name = parse.GetRequiredValue(path);
                if (files.FirstOrDefault(f => new FileInfo(f) is { Exists: true, Length: > Limits.Thread }) is not null)
                    return new Fault(FaultCodes.TooLarge, $"{PlainText.Of(name)} is larger than {Limits.Thread} bytes in one of its versions; merge it by hand.");
                var versions = new List<byte[]>();
                foreach (var file in files) versions.Add(await File.ReadAllBytesAsync(file, cancellationToken));

                var text = new GitTextMerge(Math.Clamp(parse.GetRequiredValue(marker), 1, 1000), cancellationToken);
                if (!(await RecordMerge.MergeAsync(name, new(versions[0], versions[1], versions[2]), text.MergeAsync)).TryGet(out var merged, out var fault)) return fault;
                await File.WriteAllBytesAsync(files[1], merged.Bytes, cancellationToken);
                return merged.Problem is { } problem ? new Fault(FaultCodes.MergeConflict, $"{PlainText.Of(name)}: {problem} Edit the file and git add it.") : null;
            });
    }
}
