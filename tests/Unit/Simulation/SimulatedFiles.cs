using Yoi.Journal;
using Yoi.Journal.Files;
using Yoi.Protocol;

namespace Yoi.Tests.Unit.Simulation;

/// <summary>A file journal on a simulated disk, with files so small that it sorts all the time.</summary>
internal sealed class SimulatedFiles(World world, SimulatedDisk disk) : ISimulatedStore
{
    private const int Soon = 8;

    public async Task<Result<IJournal>> OpenAsync(SimulatedProcess process)
    {
        FileJournalOptions options = new()
        {
            Root = "/data/journal",
            Time = process.Time,
            SegmentBytes = 4 * 1024,
            StreamFileBytes = 4 * 1024,
            SortBytes = 0,
            Disk = disk.Mount(),
            SortsAtClose = world.Chance(50),
        };
        if (!(await FileJournal.OpenAsync(options, CancellationToken.None)).TryGet(out var journal, out var fault)) return fault;
        journal.Diagnostics.Where(d => d.Kind != DiagnosticKind.TornTail).ShouldBeEmpty("what opening found");
        return new FaultyJournal(world, process, journal, refusals: 0, closes: true);
    }

    public void Crash(Action kill)
    {
        var keepsAll = world.Chance(40);
        world.Tell(keepsAll ? "the process is killed" : "the power fails");
        if (world.Chance(60)) disk.GoOff(world.Random.Next(1, Soon), Off);
        else Off();

        void Off()
        {
            kill();
            disk.Restart(keepsAll);
        }
    }
}
