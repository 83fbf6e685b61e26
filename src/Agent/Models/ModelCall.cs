using Microsoft.Extensions.AI;

namespace Yoi.Agent;

/// <summary>Streams one answer. Never throws for what a provider does: a failure is part of the answer.</summary>
internal sealed class ModelCall(IChatClient client, ModelCallOptions patience, Redactor redactor, TimeProvider time)
{
    public async Task<ModelAnswer> StreamAsync(
        IReadOnlyList<ChatMessage> messages, ChatOptions options, Action<string, string> publish, CancellationToken cancellationToken)
    {
        var id = Guid.CreateVersion7(time.GetUtcNow()).ToString("N");
        var model = options.ModelId ?? "unknown";
        var answer = new AnswerBuilder(id, redactor, text => publish(id, text));
        using var deadline = new CancellationTokenSource(patience.FirstTokenTimeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, deadline.Token);
        var begun = false;
        try
        {
            await foreach (var update in client.GetStreamingResponseAsync(messages, options, either.Token).WithCancellation(either.Token))
            {
                deadline.CancelAfter(patience.IdleTimeout);
                begun = true;
                answer.Add(update);
            }

            return answer.Finish(model);
        }
        catch (Exception) when (cancellationToken.IsCancellationRequested)
        {
            return answer.Cancelled(model);
        }
        catch (Exception) when (deadline.IsCancellationRequested)
        {
            var waited = begun ? patience.IdleTimeout : patience.FirstTokenTimeout;
            return answer.Broken(ProviderFailure.Retryable($"The model provider sent nothing for {waited.TotalSeconds:0.#} seconds."), model);
        }
        catch (Exception exception)
        {
            return answer.Broken(ProviderFailure.From(exception), model);
        }
    }
}
