using Yoi.Runtime.Server;

namespace Yoi.Bench.Servers;

/// <summary>The servers, loaded from this process, against servers that do as little as can be.</summary>
/// <param name="programs">The measured programs.</param>
/// <param name="quick">Smaller and fewer.</param>
/// <param name="only">One section alone: streams, inputs, reads, calls, starts.</param>
internal sealed class ServerBench(Artifacts programs, bool quick, string? only)
{
    public async Task RunAsync()
    {
        var table = new Table("Servers");
        using var folder = new WorkFolder();
        var tokens = $"{folder.New()}.jsonl";
        var token = (await TokenFile.AddAsync(tokens, new("bench", [Permission.Read, Permission.Work, Permission.Manage], null, "bench"), CancellationToken.None)).Value;
        foreach (var (name, run) in new (string, Func<Task>)[]
        {
            ("streams", () => new Streams(table, folder, quick).RunAsync(tokens, token)),
            ("inputs", () => new SentInputs(table, folder, quick).RunAsync(tokens, token)),
            ("reads", () => new Reads(table, folder, quick).RunAsync(tokens, token)),
            ("calls", () => new RemoteCalls(table, folder, quick).RunAsync(tokens, token)),
            ("starts", () => new Starts(table, folder, programs, quick).RunAsync(tokens)),
        })
        {
            if (only is not null && only != name) continue;
            Console.Error.WriteLine($"{name} …");
            await run();
        }

        table.Print();
    }
}
