using System.ClientModel;
using System.ClientModel.Primitives;
using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;
using OpenAI;
using Wire = OpenAI.Chat;

namespace Yoi.Agent;

/// <summary>Chat completions of OpenAI and of servers that speak its protocol. Failures are <see cref="ProviderException"/>s; nothing is retried here.</summary>
public sealed class OpenAIChatClient : IChatClient
{
    private readonly Wire.ChatClient _client;
    private readonly ChatClientMetadata _metadata;

    /// <summary>Makes a client for one model.</summary>
    /// <param name="endpoint">The base URL, such as <c>https://api.openai.com/v1</c>.</param>
    /// <param name="model">The model's name.</param>
    /// <param name="key">The key; null where the server needs none.</param>
    public OpenAIChatClient(Uri endpoint, string model, string? key)
    {
        var options = new OpenAIClientOptions
        {
            Endpoint = endpoint,
            RetryPolicy = new ClientRetryPolicy(maxRetries: 0),
            NetworkTimeout = Timeout.InfiniteTimeSpan,
            UserAgentApplicationId = "yoi",
        };
        // The library insists on a key; a server that needs none ignores this one.
        _client = new(model, new ApiKeyCredential(key ?? "none"), options);
        _metadata = new("openai", endpoint, model);
    }

    /// <inheritdoc />
    public Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) =>
        GetStreamingResponseAsync(messages, options, cancellationToken).ToChatResponseAsync(cancellationToken);

    /// <inheritdoc />
    public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var calls = new ToolCallPieces();
        UsageContent? usage = null;
        var stream = _client.CompleteChatStreamingAsync(OpenAIMessages.From(messages), OpenAIMessages.Options(options), cancellationToken);
        await using var updates = stream.GetAsyncEnumerator(cancellationToken);
        while (await NextAsync(updates))
        {
            var update = updates.Current;
            foreach (var piece in update.ToolCallUpdates) calls.Add(piece);
            // Some servers repeat the sum so far with every piece: the last one is the answer's.
            if (update.Usage is { } used)
                usage = new(new() { InputTokenCount = used.InputTokenCount, OutputTokenCount = used.OutputTokenCount, TotalTokenCount = used.TotalTokenCount });
            yield return Translate(update);
        }

        var rest = calls.Finish();
        if (usage is not null) rest.Add(usage);
        if (rest.Count > 0) yield return new(ChatRole.Assistant, rest);
    }

    /// <inheritdoc />
    public object? GetService(Type serviceType, object? serviceKey = null) =>
        serviceKey is not null ? null
        : serviceType == typeof(ChatClientMetadata) ? _metadata
        : serviceType.IsInstanceOfType(this) ? this
        : null;

    /// <inheritdoc />
    public void Dispose()
    {
        // Connections belong to the pool that all clients of the process share.
    }

    private static async ValueTask<bool> NextAsync(IAsyncEnumerator<Wire.StreamingChatCompletionUpdate> updates)
    {
        try
        {
            return await updates.MoveNextAsync();
        }
        catch (ClientResultException exception)
        {
            throw new ProviderException(OpenAIFailures.Of(exception), exception);
        }
    }

    private static ChatResponseUpdate Translate(Wire.StreamingChatCompletionUpdate update)
    {
        var contents = new List<AIContent>();
        foreach (var part in update.ContentUpdate)
        {
            if (!string.IsNullOrEmpty(part.Text)) contents.Add(new TextContent(part.Text));
        }

        if (!string.IsNullOrEmpty(update.RefusalUpdate)) contents.Add(new TextContent(update.RefusalUpdate));
        return new(ChatRole.Assistant, contents)
        {
            ModelId = update.Model,
            FinishReason = update.FinishReason switch
            {
                null => null,
                Wire.ChatFinishReason.Length => ChatFinishReason.Length,
                Wire.ChatFinishReason.ContentFilter => ChatFinishReason.ContentFilter,
                Wire.ChatFinishReason.Stop => ChatFinishReason.Stop,
                _ => ChatFinishReason.ToolCalls,
            },
        };
    }
}
