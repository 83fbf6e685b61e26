using System.CommandLine;
using Yoi.Agent;
using Yoi.Protocol;

namespace Yoi.Cli;

/// <summary><c>yoi demo</c>: the main job, end to end, on a small repository of its own.</summary>
internal static class DemoCommand
{
    private const int MostSlots = 8;

    public static Command Create()
    {
        var dir = new Option<string?>("--dir") { Description = "An empty or new folder to work in (default: a new one among the temporary files)", HelpName = "DIR" };
        var resume = new Option<bool>("--resume") { Description = "Go on with a demo whose server or terminal was killed (in --dir, else the newest)" };
        var slots = new Option<int>("--slots") { Description = $"Coders, and reviewers, at work at once, 1 to {MostSlots}", DefaultValueFactory = _ => 2 };
        var model = new Option<string?>("--model") { Description = $"A real model instead of recorded words: {ModelChoice.Forms}", HelpName = "MODEL" };
        var keepOpen = new Option<bool>("--keep-open") { Description = "Leave server and board running at the end, until Ctrl-C" };
        return new Command("demo", "Show the main job: three tickets become reviewed, checked, merged, closed changes, for example: yoi demo --slots 2") { dir, resume, slots, model, keepOpen }
            .Runs(async (parse, cancellationToken) =>
            {
                var wanted = parse.GetValue(dir);
                var opened = parse.GetValue(resume) ? Resume(wanted) : Begin(wanted, parse.GetValue(slots), parse.GetValue(model));
                if (!opened.TryGet(out var demo, out var fault)) return fault;
                await using (demo) return await demo.RunAsync(parse.GetValue(keepOpen), cancellationToken);
            });
    }

    private static Result<DemoRun> Begin(string? dir, int slots, string? model)
    {
        if (slots is < 1 or > MostSlots) return new Fault(FaultCodes.Invalid, $"--slots is 1 to {MostSlots}.");
        if (model is not null && DemoModel.Check(model) is { } unfit) return unfit;
        if (!DemoFolder.Make(dir).TryGet(out var folder, out var fault)) return fault;
        var state = new DemoState { Slots = slots, Model = model, ModelPort = DemoModel.FreePort(), StartedAt = TimeProvider.System.GetUtcNow() };
        state.Write(folder.State);
        return new DemoRun(folder, state, isResumed: false);
    }

    private static Result<DemoRun> Resume(string? dir)
    {
        if (!DemoFolder.Find(dir).TryGet(out var folder, out var fault)) return fault;
        if (!DemoState.Read(folder.State).TryGet(out var state, out fault)) return fault;
        if (state.Model is { } model && DemoModel.Check(model) is { } unfit) return unfit;
        return new DemoRun(folder, state, isResumed: true);
    }
}
