namespace Yoi.Sandbox;

/// <summary>How a command ended.</summary>
/// <param name="ExitCode">Its exit code; null where it was killed at its deadline. A command killed by signal N counts as 128 + N.</param>
/// <param name="Output">What it printed.</param>
/// <param name="Error">What it printed to standard error.</param>
/// <param name="Duration">How long it ran.</param>
public sealed record SandboxResult(int? ExitCode, CapturedOutput Output, CapturedOutput Error, TimeSpan Duration);

/// <summary>Captured bytes.</summary>
/// <param name="Bytes">What was kept.</param>
/// <param name="OmittedAt">Where in <paramref name="Bytes"/> something is missing; null where nothing is.</param>
/// <param name="OmittedBytes">How much is missing.</param>
public sealed record CapturedOutput(ReadOnlyMemory<byte> Bytes, int? OmittedAt = null, long OmittedBytes = 0);
