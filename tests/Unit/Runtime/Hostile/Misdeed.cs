namespace Yoi.Tests.Unit.Runtime.Hostile;

/// <summary>What a hostile backend does instead of answering.</summary>
public enum Misdeed
{
    Throws,
    ThrowsLater,
    Hangs,
    IsCancelled,
    AnswersNothing,
}

internal sealed class HostileException() : Exception("The backend means harm.");

internal static class Misdeeds
{
    /// <summary>Does it; nothing is what the member's type has for nothing.</summary>
    public static ValueTask<T> Do<T>(this Misdeed misdeed) => misdeed switch
    {
        Misdeed.Throws => throw new HostileException(),
        Misdeed.ThrowsLater => LaterAsync<T>(),
        Misdeed.Hangs => new(new TaskCompletionSource<T>().Task),
        Misdeed.IsCancelled => new(Task.FromCanceled<T>(new CancellationToken(canceled: true))),
        _ => new(default(T)!),
    };

    /// <summary>The same where there is nothing to answer.</summary>
    public static async ValueTask Do(this Misdeed misdeed) => await misdeed.Do<int>();

    private static async ValueTask<T> LaterAsync<T>()
    {
        await Task.Yield();
        throw new HostileException();
    }
}
