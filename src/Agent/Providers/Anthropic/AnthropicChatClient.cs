using System.Runtime.CompilerServices;
using Anthropic;
using Anthropic.Exceptions;
using Microsoft.Extensions.AI;

namespace Yoi.Agent;

/// <summary>The Messages API of Anthropic. Failures are <see cref="ProviderException"/>s; nothing is retried here.</summary>
public sealed class AnthropicChatClient : IChatClient
{
    /// <summary>The API insists on a limit; this one every current model takes.</summary>
    private const int DefaultOutputTokens = 32_000;

    // A redirect would carry the key elsewhere. Connections are the process's, whatever becomes of a client.
    private static readonly SocketsHttpHandler Connections = new() { AllowAutoRedirect = false, UseCookies = false, PooledConnectionLifetime = TimeSpan.FromMinutes(10) };

    private readonly HttpClient _http;
    private readonly AnthropicClient _client;
    private readonly IChatClient _chat;
    private readonly ChatClientMetadata _metadata;

    /// <summary>Makes a client for one model.</summary>
    /// <param name="endpoint">The base URL without a version, such as <c>https://api.anthropic.com</c>.</param>
    /// <param name="model">The model's name.</param>
    /// <param name="key">The key.</param>
    public AnthropicChatClient(Uri endpoint, string model, string key)
    {
        _http = new(new AnthropicErrors(Connections), disposeHandler: false) { Timeout = Timeout.InfiniteTimeSpan };
        _client = new(new()
        {
            ApiKey = key,
            BaseUrl = endpoint.ToString().TrimEnd('/'),
            HttpClient = _http,
            MaxRetries = 0,
            OpenTelemetry = false,
            // The turn loop's patience is shorter; this is only to have an end.
            Timeout = TimeSpan.FromHours(2),
        });
        _chat = _client.AsIChatClient(model, DefaultOutputTokens);
        _metadata = new("anthropic", endpoint, model);
    }

    /// <inheritdoc />
    public Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) =>
        GetStreamingResponseAsync(messages, options, cancellationToken).ToChatResponseAsync(cancellationToken);

    /// <inheritdoc />
    public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var inputs = new ToolInputPieces();
        var stream = _chat.GetStreamingResponseAsync(AnthropicMessages.From(messages), options, cancellationToken);
        await using var updates = stream.GetAsyncEnumerator(cancellationToken);
        while (await NextAsync(updates))
        {
            inputs.Add(updates.Current);
            yield return updates.Current;
        }
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
        _chat.Dispose();
        _client.Dispose();
        _http.Dispose();
    }

    private static async ValueTask<bool> NextAsync(IAsyncEnumerator<ChatResponseUpdate> updates)
    {
        try
        {
            return await updates.MoveNextAsync();
        }
        catch (AnthropicException exception)
        {
            throw new ProviderException(AnthropicFailures.Of(exception), exception);
        }
    }
}
