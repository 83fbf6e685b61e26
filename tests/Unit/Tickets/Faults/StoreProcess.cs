using System.Diagnostics;
using System.Globalization;
using Yoi.Protocol;
using Yoi.Tickets;

namespace Yoi.Tests.Unit.Tickets.Faults;

/// <summary>This executable as a second process at a ticket store.</summary>
internal static class StoreProcess
{
    public const string Command = "at-ticket-store";

    /// <summary>When the process makes its change, so that the bytes it writes are the same each time.</summary>
    public static DateTimeOffset Now { get; } = new(2026, 5, 1, 13, 0, 0, TimeSpan.Zero);

    /// <summary>Makes one change, as often as is asked; each time it prints "ok" or the fault's code, and what the store then holds.</summary>
    public static async Task<int> RunAsync(string[] args)
    {
        if (args is ["change", var root, var kind, var id, var other, var times])
        {
            // On one thread of the pool, so that calls of the system can be counted.
            return await Task.Run(() => ChangeAsync(root, ChangeKind.Of(kind), TicketId.Parse(id, null), TicketId.Parse(other, null), Number(times)));
        }

        if (args is ["read", var readRoot, var ticket]) return await ReadAsync(readRoot, TicketId.Parse(ticket, null));
        if (args is ["write", var busyRoot, var name, var seed, var seconds, .. var tickets])
        {
            using var store = TicketStore.Open(new() { Root = busyRoot });
            await new BusyWriter(store, name, Number(seed), [.. tickets.Select(t => TicketId.Parse(t, null))]).RunAsync(TimeSpan.FromSeconds(Number(seconds)));
            return 0;
        }

        return 2;
    }

    public static ProcessStartInfo Start(params string[] arguments) => new(Environment.ProcessPath!, [Command, .. arguments])
    {
        RedirectStandardOutput = true,
        RedirectStandardError = true,
    };

    /// <summary>The same, all of whose work is done by one thread.</summary>
    public static ProcessStartInfo StartOnOneThread(params string[] arguments) => new(Environment.ProcessPath!, [Command, .. arguments])
    {
        RedirectStandardOutput = true,
        RedirectStandardError = true,
        Environment = { ["DOTNET_ThreadPool_ForceMinWorkerThreads"] = "1", ["DOTNET_ThreadPool_ForceMaxWorkerThreads"] = "1", ["DOTNET_TieredPGO"] = "0" },
    };

    /// <summary>Reads a ticket and appends to it; prints both outcomes and the most memory that the process ever held, in MB.</summary>
    private static async Task<int> ReadAsync(string root, TicketId id)
    {
        using var store = TicketStore.Open(new() { Root = root });
        var read = await store.ReadAsync(id, default);
        var events = read.Fault is null ? read.Value.Thread.Count : 0;
        var readCode = read.Fault?.Code ?? "ok";
        read = default;
        var written = await store.AppendAsync(id, new() { Kind = "comment", Author = "a", Body = "One more." }, default);
        var peak = File.ReadLines("/proc/self/status").First(l => l.StartsWith("VmHWM:", StringComparison.Ordinal)).Split(' ', StringSplitOptions.RemoveEmptyEntries)[1];
        Console.WriteLine($"{readCode} {events} {written.Fault?.Code ?? "ok"} {(written.Fault is null ? written.Value.Thread.Count : 0)} {long.Parse(peak, CultureInfo.InvariantCulture) / 1024}");
        return 0;
    }

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);

    private static async Task<int> ChangeAsync(string root, ChangeKind kind, TicketId id, TicketId other, int times)
    {
        using var store = TicketStore.Open(new() { Root = root, Time = new StepClock { Now = Now } });
        for (var n = 0; n < times; n++)
        {
            var fault = await kind.Make(store, id, other, ChangeKind.Operation);
            Console.WriteLine($"{fault?.Code ?? "ok"} {StoreContent.Of(root)} {fault?.Message}");
        }

        return 0;
    }
}
