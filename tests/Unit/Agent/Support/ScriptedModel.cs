using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;

namespace Yoi.Tests.Unit.Agent;

/// <summary>A chat client whose answers are written down: one script a call.</summary>
internal sealed class ScriptedModel(params Func<CancellationToken, IAsyncEnumerable<ChatResponseUpdate>>[] answers) : IChatClient
{
    private int _calls;

    public List<IReadOnlyList<ChatMessage>> Requests { get; } = [];

    public bool Disposed { get; private set; }

    public ChatOptions? Options { get; private set; }

    public static Func<CancellationToken, IAsyncEnumerable<ChatResponseUpdate>> Answer(params AIContent[] contents) => _ => Stream([.. contents.Select(c => Piece(c)), End()]);

    public static Func<CancellationToken, IAsyncEnumerable<ChatResponseUpdate>> Say(params string[] pieces) => Answer([.. pieces.Select(p => new TextContent(p))]);

    public static Func<CancellationToken, IAsyncEnumerable<ChatResponseUpdate>> Throw(Exception exception, params AIContent[] before) => ct => Failing(exception, before, ct);

    /// <summary>Sends the pieces and then nothing until it is cancelled.</summary>
    public static Func<CancellationToken, IAsyncEnumerable<ChatResponseUpdate>> Hang(TaskCompletionSource? reached = null, params AIContent[] before) => ct => Hanging(reached, before, ct);

    public static FunctionCallContent Call(string id, string name, params (string Name, object? Value)[] arguments) =>
        new(id, name, arguments.ToDictionary(a => a.Name, a => a.Value));

    public Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) =>
        GetStreamingResponseAsync(messages, options, cancellationToken).ToChatResponseAsync(cancellationToken);

    public IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        Requests.Add([.. messages]);
        Options = options;
        var call = _calls++;
        call.ShouldBeLessThan(answers.Length, "the model was asked once more than the test has answers for");
        return answers[call](cancellationToken);
    }

    public object? GetService(Type serviceType, object? serviceKey = null) => null;

    public void Dispose() => Disposed = true;

    private static ChatResponseUpdate Piece(AIContent content) => new(ChatRole.Assistant, [content]) { ModelId = "scripted-1" };

    private static ChatResponseUpdate End() => new(ChatRole.Assistant, (IList<AIContent>)[]) { FinishReason = ChatFinishReason.Stop };

    private static async IAsyncEnumerable<ChatResponseUpdate> Stream(IEnumerable<ChatResponseUpdate> updates)
    {
        foreach (var update in updates)
        {
            await Task.Yield();
            yield return update;
        }
    }

    private static async IAsyncEnumerable<ChatResponseUpdate> Failing(Exception exception, AIContent[] before, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var content in before) yield return Piece(content);
        await Task.Yield();
        cancellationToken.ThrowIfCancellationRequested();
        throw exception;
    }

    private static async IAsyncEnumerable<ChatResponseUpdate> Hanging(TaskCompletionSource? reached, AIContent[] before, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var content in before) yield return Piece(content);
        var never = new TaskCompletionSource();
        reached?.TrySetResult();
        await never.Task.WaitAsync(cancellationToken);
    }
}
