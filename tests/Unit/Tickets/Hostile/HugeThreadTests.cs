using System.Diagnostics;
using System.Globalization;
using Yoi.Protocol;
using Yoi.Tests.Unit.Faults;
using Yoi.Tests.Unit.Tickets.Faults;
using Yoi.Tickets;

namespace Yoi.Tests.Unit.Tickets.Hostile;

/// <summary>Large threads of every shape that could cost more than their size: 100 MB each with YOI_LONG=1, else 12 MB.</summary>
public sealed class HugeThreadTests
{
    private const string Item = "---\ntitle: 'T'\nstate: 'planning'\n---\n\nText\n";

    // What costs the square of the size would take hours.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    private static int Size => FaultSample.IsLong ? Limits.Thread - 1_000 : 12_000_000;

    public static TheoryData<string> Names => [.. HugeThread.All.Select(t => t.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_large_thread_is_read_and_appended_to_within_bounds(string name)
    {
        using var temp = new TempStore();
        var id = temp.Place(Item);
        HugeThread.Of(name).Write(temp.PathOf(id, "thread.md"), Size);
        var before = await File.ReadAllBytesAsync(temp.PathOf(id, "thread.md"), TempStore.Ct);

        var words = await RunAsync(temp.Store.Root, id);
        TestContext.Current.TestOutputHelper!.WriteLine(string.Join(' ', words));

        words[0].ShouldBe(HugeThread.IsExcess(before) ? FaultCodes.TooLarge : "ok");
        words[2].ShouldBe(words[0]);
        if (words[2] == "ok") Number(words[3]).ShouldBe(Number(words[1]) + 1);
        var after = await File.ReadAllBytesAsync(temp.PathOf(id, "thread.md"), TempStore.Ct);
        after.AsSpan().StartsWith(before).ShouldBeTrue();
        (after.Length > before.Length).ShouldBe(words[2] == "ok");
        Number(words[4]).ShouldBeLessThan(200 + (Size / 1_000_000 * 24), "MB at most");
    }

    private static async Task<string[]> RunAsync(string root, TicketId id)
    {
        using var process = Process.Start(StoreProcess.Start("read", root, id.ToString()))!;
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TempStore.Ct);
        patience.CancelAfter(Patience);
        try
        {
            var output = await process.StandardOutput.ReadToEndAsync(patience.Token);
            await process.WaitForExitAsync(patience.Token);
            return output.Trim().Split(' ');
        }
        finally
        {
            if (!process.HasExited) process.Kill();
        }
    }

    private static long Number(string text) => long.Parse(text, CultureInfo.InvariantCulture);
}
