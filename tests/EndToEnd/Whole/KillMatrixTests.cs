namespace Yoi.Tests.EndToEnd.Whole;

/// <summary>
/// The server of the demo dies as by kill -9 at a named moment, and is started again. Whatever the moment: three closed tickets, one merge each, the same threads, Workers,
/// receipts and files. A moment is a step of an attempt, before it acts (its intent is recorded) or after (its fact is not), and how many times it was reached: a step of the
/// first ticket is reached first, but the two that run beside each other share the count.
/// </summary>
public sealed class KillMatrixTests
{
    /// <summary>Every step of an attempt that the demo takes, in order.</summary>
    private static readonly string[] Steps =
    [
        "RecordRoute", "BuildPacket", "Accept", "SyncTarget", "IntendWorktree", "AddWorktree", "ReserveWorker", "CreateWorker", "RecordKickoff", "SendInput", "SubmitWork", "IntendSubmitChecks",
        "RunCheck", "AskRework", "RecordReview", "BuildMerge", "MoveBranch", "RecordDone", "StopWorkers", "RemoveWorktree", "RecordClean", "RecordClosed",
    ];

    private static readonly string[] Chosen =
    [
        "Accept:after/1", "AddWorktree:before/2", "AddWorktree:after/3", "CreateWorker:after/1", "SendInput:after/2", "SubmitWork:after/1", "RunCheck:after/2", "AskRework:after/1",
        "SubmitReview:before/2", "MoveBranch:before/1", "MoveBranch:after/2", "RecordDone:after/3", "RemoveWorktree:after/1", "RecordClosed:before/3",
    ];

    private const string NotNow = "not now";

    private static string? _tree;

    public static TheoryData<string> Moments => [.. Chosen];

    /// <summary>The rest of them, for <c>./test --long</c>.</summary>
    public static TheoryData<string> AllMoments => Environment.GetEnvironmentVariable("YOI_LONG") != "1" ? [NotNow] :
        [.. from step in Steps from when in (string[])["before", "after"] from time in (int[])[1, 2, 3] let moment = $"{step}:{when}/{time}" where !Chosen.Contains(moment) && (step, time) is not ("AskRework", > 1) select moment];

    [Theory]
    [MemberData(nameof(Moments))]
    public Task A_server_that_dies_at_a_moment_and_is_started_again_comes_to_the_same_end(string moment) => DieAt(moment);

    [Theory]
    [MemberData(nameof(AllMoments))]
    public async Task Every_other_moment(string moment)
    {
        Assert.SkipWhen(moment == NotNow, "Every moment there is takes an hour: ./test --long. The other test runs always.");
        await DieAt(moment);
    }

    private static async Task DieAt(string moment)
    {
        using var folder = new DemoFolder();

        var died = await folder.DemoUntil(moment);
        died.ExitCode.ShouldBe(1, $"the moment was never reached: {died}");
        died.Error.ShouldContain("--resume", customMessage: folder.ServerLog());
        var resumed = await folder.Demo("--resume");

        await folder.MustBeWholeAndClean(resumed);
        var tree = await Run.Git(folder.Repository, "ls-tree", "-r", "yoi/integration");
        (Interlocked.CompareExchange(ref _tree, tree, null) ?? tree).ShouldBe(tree, "the same files, wherever it died");
    }
}
