using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using Yoi.Workspace;

namespace Yoi.Cli;

/// <summary>Protects the secrets the server keeps with keys that lie beside the journal, not in it, in a folder of their own that only its owner may enter.</summary>
internal static class ProtectedSecrets
{
    public static SecretKeeper In(string folder)
    {
        YoiHome.MakePrivate(folder);
        var protector = DataProtectionProvider.Create(new DirectoryInfo(folder)).CreateProtector("runtime tokens");
        return new(protector.Protect, stored => Reveal(protector, stored));
    }

    private static string? Reveal(IDataProtector protector, string stored)
    {
        try
        {
            return protector.Unprotect(stored);
        }
        catch (CryptographicException)
        {
            // Its keys are gone, or it was kept by somebody else; whoever asks is told so.
            return null;
        }
    }
}
