using System.Globalization;
using System.Net;
using Yoi.Journal.Files;
using Yoi.Runtime;
using Yoi.Runtime.Server;

namespace Yoi.Tests.Unit.Workspace.Registry.Sources;

/// <summary>This executable as a second process that serves a runtime over a store of files until its standard input ends; it tells its address in a line.</summary>
// Its arguments: the store's folder, the token file, and the port where it must be a certain one.
internal static class SourceProcess
{
    public const string Command = "serve-words";

    public static async Task<int> RunAsync(string[] args)
    {
        await using var journal = (await FileJournal.OpenAsync(new() { Root = args[0] }, CancellationToken.None)).Value;
        await using var runtime = (await WorkerRuntime.OpenAsync(new() { Journal = journal, Execution = new WordBackend() }, CancellationToken.None)).Value;
        using var tokens = TokenFile.Open(args[1], TimeProvider.System).Value;
        await using var server = (await RuntimeServer.StartAsync(runtime, new() { Tokens = tokens, Bind = new(IPAddress.Loopback, args.Length > 2 ? int.Parse(args[2], CultureInfo.InvariantCulture) : 0) }, null, CancellationToken.None)).Value;
        Console.WriteLine(server.Address);
        await Console.In.ReadToEndAsync();
        await server.StopAsync(CancellationToken.None);
        return 0;
    }
}
