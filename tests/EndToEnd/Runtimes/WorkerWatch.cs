using Yoi.Client;
using Yoi.Protocol;
using Yoi.Protocol.Browser;

namespace Yoi.Tests.EndToEnd.Runtimes;

/// <summary>One Worker as it is watched through the workspace's API, from its beginning on.</summary>
internal sealed class WorkerWatch : IAsyncDisposable
{
    private readonly CancellationTokenSource _enough = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
    private readonly WorkerClient _workers;
    private readonly IAsyncEnumerator<WorkerFrame> _frames;
    private Task<bool> _next = Task.FromResult(true);
    private int _said;

    public WorkerWatch(WorkerClient workers, WorkerRef worker)
    {
        (_workers, Worker) = (workers, worker);
        _frames = workers.WatchAsync(worker, null, _enough.Token).GetAsyncEnumerator(_enough.Token);
    }

    public WorkerRef Worker { get; }

    /// <summary>The numbers of the events so far.</summary>
    public List<long> Seqs { get; } = [];

    public int Snapshots { get; private set; }

    /// <summary>What it was last said to do.</summary>
    public WorkerView? Shown { get; private set; }

    /// <summary>Asks it for something, gives it the model's words, and sees them come.</summary>
    public async Task SayAsync(SteeredModel model, string words)
    {
        if (Snapshots == 0) await UntilAsync<WorkerSnapshotFrame>(_ => true);
        (await _workers.SendAsync(Worker, new("Say something."), $"say-{Worker}-{_said++}", TestContext.Current.CancellationToken)).Value.Status.ShouldBe(InputStatus.Accepted);
        var answer = await model.Asked();
        await answer.Say(words);
        (await UntilAsync<WorkerDeltaFrame>(_ => true)).Text.ShouldBe(words);
        await answer.End();
        (await UntilAsync<WorkerEventFrame>(f => f.Event is AssistantMessageView)).Event.ShouldBeOfType<AssistantMessageView>().Text.ShouldBe(words);
        await UntilAsync<WorkerEventFrame>(f => f.Event is RunFinishedView { Outcome: RunOutcome.Completed });
    }

    public async Task<T> UntilAsync<T>(Func<T, bool> isIt)
        where T : WorkerFrame
    {
        while (await (_next = _frames.MoveNextAsync().AsTask()).WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken))
        {
            var frame = _frames.Current;
            if (frame is WorkerSnapshotFrame snapshot)
            {
                Snapshots++;
                Shown = snapshot.Worker;
                Seqs.AddRange(snapshot.Tail.Select(item => item.Seq));
            }

            if (frame is WorkerEventFrame item) Seqs.Add(item.Event.Seq);
            if (frame is WorkerStateFrame state) Shown = state.Worker;
            if (frame is T wanted && isIt(wanted)) return wanted;
            if (frame is WorkerClosedFrame closed) Assert.Fail($"{closed.Problem}");
        }

        throw new InvalidOperationException("The stream ended without a word.");
    }

    public async ValueTask DisposeAsync()
    {
        await _enough.CancelAsync();
        await Task.WhenAny(_next);
        await _frames.DisposeAsync();
        _enough.Dispose();
    }
}
