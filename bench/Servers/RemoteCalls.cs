using Yoi.Bench.Runtime;
using Yoi.Client;
using Yoi.Protocol;

namespace Yoi.Bench.Servers;

/// <summary>What a call costs more where the runtime is another process: the client over HTTP against the library, the same store and backend.</summary>
internal sealed class RemoteCalls(Table table, WorkFolder folder, bool quick)
{
    private const int Workers = 1_000;

    private static readonly CancellationToken None = CancellationToken.None;

    public async Task RunAsync(string tokens, string token)
    {
        await using var process = await ServerProcess.StartAsync("runtime", folder.New(), tokens);
        using var client = RuntimeClient.Create(new() { Address = process.Address, Token = token }).Value;
        await using var journal = await Histories.OpenAsync(folder.New());
        await using var runtime = await Histories.OpenAsync(journal, new InstantBackend());
        var (there, here) = (new WorkerId[Workers], new WorkerId[Workers]);
        await Parallel.ForAsync(0, Workers, new ParallelOptions { MaxDegreeOfParallelism = 64 }, async (i, _) =>
        {
            there[i] = (await client.CreateAsync(new() { Profile = "builtin:coder", DisplayName = "Ada" }, None)).Value.Id;
            here[i] = await Histories.CreateAsync(runtime);
        });
        var (remote, local) = (0, 0);
        var samples = await Samples.InTurnsAsync(
            quick ? 200 : 1_000,
            async () => _ = (await client.GetAsync(there[0], None)).Value,
            async () => _ = (await runtime.Workers.GetAsync(here[0], None)).Value,
            async () => _ = (await client.ListAsync(null, WorkerQuery.MostWorkers, None)).Value,
            async () => _ = (await runtime.Workers.ListAsync(new(), None)).Value,
            async () => Check((await client.SendInputAsync(there[++remote % Workers], WorkerInput.User("Go", $"k{remote}"), None)).Value),
            async () => Check(await runtime.Interaction.SendInputAsync(here[++local % Workers], WorkerInput.User("Go", $"k{local}"), None)));
        table.Add("get a Worker over HTTP", samples[0], "in this process", samples[1]);
        table.Add("a page of 200 Workers over HTTP", samples[2], "in this process", samples[3]);
        table.Add("durable input over HTTP", samples[4], "in this process", samples[5]);
    }

    private static void Check(InputOutcome outcome)
    {
        if (outcome.Status != InputStatus.Accepted) throw new InvalidOperationException($"{outcome.Status}: {outcome.Fault}");
    }
}
