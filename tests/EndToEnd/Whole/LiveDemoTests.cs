namespace Yoi.Tests.EndToEnd.Whole;

/// <summary>The demo with a model that is not recorded, over the wire that real ones speak.</summary>
public sealed class LiveDemoTests
{
    private const string Hours = """
        export function formatDuration(s) {
          const [h, m] = [Math.floor(s / 3600), Math.floor((s % 3600) / 60)];
          return h > 0 ? `${h}h ${m}m ${s % 60}s` : m > 0 ? `${m}m ${s % 60}s` : `${s}s`;
        }
        """;

    private const string Parse = """
        export function parseDuration(text) {
          const found = /^(?:(\d+)h )?(?:(\d+)m )?(\d+)s$/.exec(text);
          if (!found) throw new RangeError(`Not a duration: ${text}`);
          return Number(found[1] ?? 0) * 3600 + Number(found[2] ?? 0) * 60 + Number(found[3]);
        }
        """;

    private const string Ago = """
        const units = [['week', 604800], ['day', 86400], ['hour', 3600], ['minute', 60], ['second', 1]];
        export function ago(seconds) {
          if (seconds < 10) return 'just now';
          const [unit, size] = units.find(([, size]) => seconds >= size);
          const count = Math.floor(seconds / size);
          return `${count} ${unit}${count === 1 ? '' : 's'} ago`;
        }
        """;

    [Fact]
    public async Task A_live_model_does_the_three_tickets_in_its_own_way()
    {
        await using var model = LiveModel.Start(Answer);
        using var folder = new DemoFolder();

        var ended = await folder.Demo("--model", $"{model.Url}:any-name");

        ended.ExitCode.ShouldBe(0, ended.ToString());
        ended.Output.ShouldContain("Everything is real, the model too.");
        ended.Output.ShouldContain($"{model.Url}:any-name, live");
        ended.Output.ShouldMatch(@"parse +closed +0 +hours");
        model.Requests.ShouldBe(9, "two answers of each coder, one of each reviewer");
        (await Run.Git(folder.Repository, "rev-list", "--merges", "--count", "yoi/integration")).ShouldBe("3");
    }

    [Fact]
    public async Task A_live_model_that_cannot_do_it_leaves_a_reason_and_the_demo_says_where()
    {
        await using var model = LiveModel.Start((_, _) => []);
        using var folder = new DemoFolder();

        var ended = await folder.Demo("--model", $"{model.Url}:any-name");

        ended.ExitCode.ShouldBe(1);
        ended.Error.ShouldContain("parked: The coder ended its run without calling submit_work. The server's log is ");
    }

    private static object[] Answer(string asked, int answers)
    {
        if (asked.StartsWith("Review the change", StringComparison.Ordinal)) return [LiveModel.Call("submit_review", new { verdict = "approve", summary = "Read." })];
        if (answers > 0) return [LiveModel.Call("submit_work", new { summary = "Done." })];
        var (path, content) = asked.Contains("Show durations", StringComparison.Ordinal) ? ("src/duration.js", Hours)
            : asked.Contains("Read a duration back", StringComparison.Ordinal) ? ("src/parse.js", Parse) : ("src/ago.js", Ago);
        return [LiveModel.Call("write", new { path, content })];
    }
}
