using Yoi.Protocol;
using Yoi.Workspace;

namespace Yoi.Tests.Unit.Workspace.Registry.Sources;

/// <summary>What every source does, also one that can only be looked at.</summary>
public abstract class SourceReadingConformance : SourceFixture
{
    private protected abstract RuntimeKind Kind { get; }

    /// <summary>Whether it only shows.</summary>
    private protected virtual bool IsReadOnly => false;

    /// <summary>Makes so many Workers, called "Worker 0" and so on.</summary>
    private protected abstract Task MakeAsync(int count);

    [Fact]
    public async Task It_has_the_name_it_was_given_and_says_how_it_stands()
    {
        Source.About.ShouldBe(new(Name, Kind));
        (await AskAsync(new RuntimeCommand.Describe())).Runtime.ShouldNotBeNull().ShouldSatisfyAllConditions(
            r => r.Id.ShouldBe(Name), r => r.State.ShouldBe(IsReadOnly ? RuntimeState.Stopped : RuntimeState.Running), r => r.Busy.ShouldBe(0));
    }

    [Fact]
    public async Task Workers_come_in_pages_in_order_of_their_ids_each_once()
    {
        (await AskAsync(new RuntimeCommand.List(new()))).ShouldSatisfyAllConditions(r => r.Workers.ShouldBeEmpty(), r => r.Next.ShouldBeNull());
        await MakeAsync(7);
        var (all, pages, after) = (new List<WorkerSummary>(), 0, (WorkerId?)null);
        do
        {
            var page = await AskAsync(new RuntimeCommand.List(new() { After = after, Limit = 3 }));
            all.AddRange(page.Workers);
            after = page.Next;
            pages++;
        }
        while (after is not null);

        pages.ShouldBe(3);
        all.Select(w => w.DisplayName).Order().ShouldBe(Enumerable.Range(0, 7).Select(i => $"Worker {i}"));
        all.Select(w => $"{w.Id}").ShouldBe(all.Select(w => $"{w.Id}").Order(StringComparer.Ordinal));
        (await AskAsync(new RuntimeCommand.List(new() { After = all[^1].Id }))).Workers.ShouldBeEmpty();
        (await AskAsync(new RuntimeCommand.List(new() { After = all[0].Id, Limit = 1 }))).Workers.ShouldHaveSingleItem().Id.ShouldBe(all[1].Id);
        (await AskAsync(new RuntimeCommand.List(new() { Deleted = true }))).Workers.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_Worker_is_the_same_whether_listed_or_asked_for()
    {
        await MakeAsync(1);
        var listed = (await AskAsync(new RuntimeCommand.List(new()))).Workers.ShouldHaveSingleItem();
        var asked = await GetAsync(listed.Id);
        (asked.Id, asked.DisplayName, asked.State, asked.LastSeq).ShouldBe((listed.Id, listed.DisplayName, listed.State, listed.LastSeq));
    }

    [Fact]
    public async Task What_is_asked_of_a_Worker_that_is_not_there_is_refused_with_one_code()
    {
        var nobody = WorkerId.New(TimeProvider.System);
        (await FaultAsync(new RuntimeCommand.Get(nobody))).ShouldBe(FaultCodes.UnknownWorker);
        RuntimeCommand[] commands =
        [
            new RuntimeCommand.Interrupt(nobody), new RuntimeCommand.Stop(nobody), new RuntimeCommand.Cancel(nobody), new RuntimeCommand.Delete(nobody), new RuntimeCommand.Restore(nobody),
            new RuntimeCommand.Answer(nobody, "c", true, false, "Ada"), new RuntimeCommand.Report(nobody, new(FaultCodes.NotSaved, "It stays.")), new RuntimeCommand.History(nobody, 0, 10),
        ];
        foreach (var command in commands) (await FaultAsync(command)).ShouldBe(IsReadOnly ? FaultCodes.Unsupported : FaultCodes.UnknownWorker, $"{command}");
        await using var frames = Observe(nobody);
        (await frames.NextAsync<ClosedFrame>()).Fault.Code.ShouldBe(FaultCodes.UnknownWorker);
        (await frames.MoveAsync()).ShouldBeFalse();
        if (IsReadOnly) (await FaultAsync(new RuntimeCommand.Send(nobody, WorkerInput.User("go", "k")))).ShouldBe(FaultCodes.Unsupported);
        else (await SendAsync(nobody, "go")).ShouldSatisfyAllConditions(o => o.Status.ShouldBe(InputStatus.NotFound), o => o.Fault!.Code.ShouldBe(FaultCodes.UnknownWorker));
    }

    [Fact]
    public async Task Who_watches_is_hinted_at_what_changes_and_may_leave()
    {
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(Cancelled);
        var hints = Source.WatchAsync(enough.Token).GetAsyncEnumerator(enough.Token);
        var next = hints.MoveNextAsync().AsTask();
        // It may begin to watch after the first of them came.
        for (var made = 0; !next.IsCompleted; made++)
        {
            made.ShouldBeLessThan(50);
            await MakeAsync(1);
            await Task.WhenAny(next, HintedAsync());
        }

        (await next).ShouldBeTrue();
        (await AskAsync(new RuntimeCommand.List(new()))).Workers.Select(w => w.Id).ShouldContain(hints.Current);
        next = hints.MoveNextAsync().AsTask();
        await enough.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(async () =>
        {
            while (await next) next = hints.MoveNextAsync().AsTask();
            enough.Token.ThrowIfCancellationRequested();
        });
    }

    /// <summary>As long as a hint takes.</summary>
    private protected virtual Task HintedAsync() => Task.Delay(TimeSpan.FromMilliseconds(200), Cancelled);
}
