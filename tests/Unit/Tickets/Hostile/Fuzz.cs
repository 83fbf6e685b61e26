using System.Globalization;
using Yoi.Tests.Unit.Faults;

namespace Yoi.Tests.Unit.Tickets.Hostile;

/// <summary>Tries many inputs, each made from its number alone: 100,000 with YOI_LONG=1, else 5,000. A failure says how to try its input again.</summary>
internal static class Fuzz
{
    private const string Variable = "YOI_FUZZ";

    // An input takes a millisecond; one that takes this long goes on for ever.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private static readonly int Inputs = FaultSample.IsLong ? 100_000 : 5_000;

    /// <param name="name">Names the inputs in <c>YOI_FUZZ=name:number</c>.</param>
    /// <param name="trial">Makes an input and tries it; told whether this is one of the few that are also written to the disk.</param>
    public static async Task RunAsync(string name, Func<Random, bool, Task> trial)
    {
        var wanted = Environment.GetEnvironmentVariable(Variable)?.Split(':');
        if (wanted is [var other, _] && other != name) Assert.Skip($"{Variable} asks for {other} only.");
        var (first, last) = wanted is [_, var number] && int.Parse(number, CultureInfo.InvariantCulture) is var one ? (one, one) : (0, Inputs - 1);
        for (var n = first; n <= last; n++)
        {
            try
            {
                // Another thread, so that a trial that never ends is told and not waited for.
                await Task.Run(() => trial(new Random(HashCode(name) + n), n % 20 == 0), TempStore.Ct).WaitAsync(Patience, TempStore.Ct);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                Assert.Fail($"Input {n} failed; try it again with {Variable}={name}:{n}\n{e}");
            }
        }
    }

    // The same in every process, which string.GetHashCode is not.
    private static int HashCode(string text) => text.Aggregate(17, (hash, c) => unchecked((hash * 31) + c));
}
