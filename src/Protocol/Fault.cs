namespace Yoi.Protocol;

/// <summary>An expected failure: a stable code for programs and a sentence for people that says what to do.</summary>
/// <param name="Code">One of <see cref="FaultCodes"/>; never renamed once shipped.</param>
/// <param name="Message">What happened and what to do about it, in one or two sentences.</param>
public sealed record Fault(string Code, string Message)
{
    /// <inheritdoc />
    public override string ToString() => $"{Code}: {Message}";
}
