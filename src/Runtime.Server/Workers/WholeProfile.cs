using Yoi.Protocol;

namespace Yoi.Runtime.Server;

/// <summary>Profiles as they are sent may leave out what has a default, and are read then as if that were nothing; here they get it.</summary>
internal static class WholeProfile
{
    private static readonly Profile Defaults = new() { Name = "", Role = "", Prompt = "", Tools = [] };

    public static Profile Of(Profile sent) => sent with
    {
        MaxTurns = sent.MaxTurns == 0 ? Defaults.MaxTurns : sent.MaxTurns,
        ShellTimeoutSeconds = sent.ShellTimeoutSeconds == 0 ? Defaults.ShellTimeoutSeconds : sent.ShellTimeoutSeconds,
        Permissions = sent.Permissions ?? Defaults.Permissions,
        Mounts = sent.Mounts ?? Defaults.Mounts,
    };
}
