namespace Yoi.Bench.Runtime;

/// <summary>The journal in files, and the runtime on it.</summary>
/// <param name="quick">Smaller and fewer.</param>
/// <param name="only">One section alone: appends, inputs, opening, reading, fanout, memory.</param>
internal sealed class RuntimeBench(bool quick, string? only)
{
    public async Task RunAsync()
    {
        var table = new Table("Runtime and journal");
        using var folder = new WorkFolder();
        foreach (var (name, run) in new (string, Func<Task>)[]
        {
            ("appends", () => new Appends(table, folder, quick).RunAsync()),
            ("inputs", () => new Inputs(table, folder, quick).RunAsync()),
            ("opening", () => new Opening(table, folder, quick).RunAsync()),
            ("fanout", () => new Fanout(table, quick).RunAsync()),
            ("memory", () => new Memory(table, folder, quick).RunAsync()),
        })
        {
            if (only is not null && only != name) continue;
            Console.Error.WriteLine($"{name} …");
            await run();
        }

        table.Print();
    }
}
