using Yoi.Protocol;
using Yoi.Sandbox;

namespace Yoi.Tests.Unit.Runtime.Server.Worktrees;

/// <summary>Commands that run until they are killed.</summary>
internal sealed class HeldSandbox : ISandbox
{
    private readonly TaskCompletionSource _begun = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _killed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public string Name => "held";

    public Task Begun => _begun.Task.WaitAsync(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken);

    public Task Killed => _killed.Task.WaitAsync(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken);

    public int Runs { get; private set; }

    public ValueTask<Fault?> CheckAsync(CancellationToken cancellationToken) => new((Fault?)null);

    public async Task<Result<SandboxResult>> RunAsync(SandboxCommand command, CancellationToken cancellationToken)
    {
        Runs++;
        var end = new TaskCompletionSource();
        await using var registration = cancellationToken.Register(() => end.SetCanceled(cancellationToken));
        _begun.TrySetResult();
        try
        {
            await end.Task;
        }
        finally
        {
            _killed.TrySetResult();
        }

        throw new InvalidOperationException("Nobody else ends it.");
    }
}
