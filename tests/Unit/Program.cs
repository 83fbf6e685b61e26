using Xunit.Runner.InProc.SystemConsole;
using Yoi.Tests.Unit.Runtime.Faults;
using Yoi.Tests.Unit.Simulation;
using Yoi.Tests.Unit.Tickets.Faults;
using Yoi.Tests.Unit.Workspace.Registry.Sources;

namespace Yoi.Tests.Unit;

/// <summary>The tests; or, for a test that needs a second process at a store, that process.</summary>
internal static class Program
{
    public static Task<int> Main(string[] args) => args switch
    {
        [StoreProcess.Command, .. var rest] => StoreProcess.RunAsync(rest),
        [RuntimeProcess.Command, .. var rest] => RuntimeProcess.RunAsync(rest),
        [SourceProcess.Command, .. var rest] => SourceProcess.RunAsync(rest),
        [SimulationProcess.Command, .. var rest] => SimulationProcess.RunAsync(rest),
        _ => ConsoleRunner.Run(args),
    };
}
