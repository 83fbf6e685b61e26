namespace Yoi.Agent;

/// <summary>
/// How a chat client tells the turn loop of a failed call: <c>IChatClient</c> knows no other way. A client that throws something else is retried as if the failure were transient.
/// </summary>
#pragma warning disable CA1032 // A failure is what this exception is for; it is never made without one.
public sealed class ProviderException(ProviderFailure failure, Exception? inner = null) : Exception(failure.Fault.Message, inner)
#pragma warning restore CA1032
{
    /// <summary>What failed.</summary>
    public ProviderFailure Failure { get; } = failure;
}
