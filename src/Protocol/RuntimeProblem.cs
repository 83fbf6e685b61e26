namespace Yoi.Protocol;

/// <summary>A refusal of a runtime's server (RFC 9457).</summary>
/// <param name="Type">The kind of problem as a URN of its code.</param>
/// <param name="Title">What happened and what to do about it.</param>
/// <param name="Status">The HTTP status.</param>
/// <param name="Code">One of <see cref="FaultCodes"/>.</param>
/// <param name="TraceId">Finds the rest in the server's log.</param>
/// <param name="Outcome">What became of the input, where one was sent; nothing of it was recorded.</param>
public sealed record RuntimeProblem(string Type, string Title, int Status, string Code, string TraceId, InputStatus? Outcome = null);
