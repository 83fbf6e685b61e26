using Yoi.Protocol;

namespace Yoi.Sandbox;

/// <summary>Says which one thing makes sandboxes possible here.</summary>
internal static class Unavailable
{
    public static Fault Missing() => new(FaultCodes.SandboxUnavailable,
        "bubblewrap is not installed, and nothing runs without a sandbox: run `apt-get install bubblewrap` (version 0.8 or newer).");

    /// <summary>Reads what bubblewrap printed before it gave up.</summary>
    public static Fault Because(string printed)
    {
        var words = printed.Trim();
        if (words.Length > 400) words = words[..400];
        var remedy = words switch
        {
            _ when words.Contains("Unknown option", StringComparison.Ordinal) => "bubblewrap is older than 0.8: run `apt-get install bubblewrap` from a newer release",
            _ when words.Contains("No space left", StringComparison.Ordinal) => "allow user namespaces: run `sysctl -w user.max_user_namespaces=15000`",
            _ when words.Contains("ermission", StringComparison.Ordinal) || words.Contains("not permitted", StringComparison.Ordinal) =>
                "allow user namespaces: run `sysctl -w kernel.unprivileged_userns_clone=1`, or on Ubuntu `sysctl -w kernel.apparmor_restrict_unprivileged_userns=0`",
            _ => "run `bwrap --unshare-all --ro-bind / / true` to see why",
        };
        return new(FaultCodes.SandboxUnavailable, $"bubblewrap could not make a sandbox, so nothing ran; {remedy}. It said: {words}");
    }
}
