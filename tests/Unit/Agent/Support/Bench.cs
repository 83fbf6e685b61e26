using Microsoft.Extensions.AI;
using Microsoft.Extensions.Logging.Abstractions;
using Yoi.Agent;
using Yoi.Protocol;
using Yoi.Runtime;

namespace Yoi.Tests.Unit.Agent;

/// <summary>One Worker's agent on a bench: a scripted model, a recorded history, tools to choose.</summary>
internal sealed class Bench(IChatClient model, params ITool[] tools)
{
    public static Profile Coder { get; } = new() { Name = "builtin:coder", Role = "coder", Prompt = "You code.", Tools = [], Model = "scripted" };

    public RecordingSink Sink { get; } = new();

    public Profile Profile { get; init; } = Coder;

    public TimeProvider Time { get; init; } = TimeProvider.System;

    public string[] Secrets { get; init; } = [];

    public ModelCallOptions Patience { get; init; } = new() { RetryDelay = TimeSpan.FromMilliseconds(1) };

    public AgentExecution Execution() => new(new()
    {
        Profile = Profile,
        Sink = Sink,
        ReadHistory = Sink.ReadAsync,
        Client = model,
        Tools = new Toolset(tools, new Dictionary<string, string> { ["forbidden"] = "not for you." }),
        Patience = Patience,
        Redactor = new(Secrets),
        ApprovalTime = TimeSpan.FromHours(1),
        Time = Time,
        Logger = NullLogger.Instance,
    });

    /// <summary>Runs one input to its end.</summary>
    public async Task<RunEnd> RunAsync(string text = "Do it.", InputKind kind = InputKind.User)
    {
        var dispatched = await Execution().DispatchAsync(Sink.Begin(text, kind), TestContext.Current.CancellationToken);
        return await dispatched.Value.Completion.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
    }
}
