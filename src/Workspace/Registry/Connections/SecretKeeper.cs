namespace Yoi.Workspace;

/// <summary>Keeps secrets so that the journal holds none in plain.</summary>
/// <param name="Protect">A secret as it may be stored.</param>
/// <param name="Reveal">The secret of what was stored; null where the keys it was protected with are gone.</param>
public sealed record SecretKeeper(Func<string, string> Protect, Func<string, string?> Reveal);
