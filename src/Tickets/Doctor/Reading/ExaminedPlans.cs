namespace Yoi.Tickets;

/// <summary>A plan record and its line, from 1.</summary>
internal sealed record PlacedPlan(int Line, PlanRecord Record);

/// <summary>The lines of artifacts/orchestration-plan.jsonl.</summary>
/// <param name="Records">Those that are records.</param>
/// <param name="Unreadable">Those that are none, from 1.</param>
internal sealed record ExaminedPlans(IReadOnlyList<PlacedPlan> Records, IReadOnlyList<int> Unreadable)
{
    // To find that a line is no record takes long; a file with more of them is no plan file, so all behind them counts as none either.
    private const int MostTried = 1000;

    public static ExaminedPlans Of(OwnedFile? file)
    {
        if (file is not { Conflicts.Count: 0, Lines: var lines }) return new([], []);
        List<PlacedPlan> records = [];
        List<int> unreadable = [];
        for (var line = 0; line < lines.Count; line++)
        {
            if (lines.IsBlank(line)) continue;
            if (unreadable.Count < MostTried && PlanFile.Read(lines[line]) is { } record) records.Add(new(line + 1, record));
            else unreadable.Add(line + 1);
        }

        return new(records, unreadable);
    }
}
