namespace Yoi.Sandbox;

/// <summary>How the host lays out its system folders; what of them is there inside.</summary>
/// <param name="Links">Top-level folders that are links, with their targets: <c>/bin</c> → <c>usr/bin</c>.</param>
/// <param name="Folders">Top-level folders that are folders.</param>
/// <param name="Settings">Files and folders of /etc that programs need and that hold nothing about this machine's people or services.</param>
internal sealed record HostSystem(IReadOnlyList<(string Link, string Target)> Links, IReadOnlyList<string> Folders, IReadOnlyList<string> Settings)
{
    private static readonly string[] Named =
    [
        "/etc/alternatives", "/etc/crypto-policies", "/etc/dotnet", "/etc/fonts", "/etc/ld.so.cache", "/etc/ld.so.conf", "/etc/ld.so.conf.d",
        "/etc/localtime", "/etc/mime.types", "/etc/os-release", "/etc/pki/ca-trust", "/etc/pki/tls/certs", "/etc/protocols", "/etc/services",
        "/etc/ssl/certs", "/etc/ssl/openssl.cnf", "/etc/terminfo", "/etc/timezone",
    ];

    /// <summary>Looks at the host.</summary>
    public static HostSystem Read()
    {
        List<(string, string)> links = [];
        List<string> folders = ["/usr"];
        foreach (var path in (string[])["/bin", "/sbin", "/lib", "/lib32", "/lib64", "/libx32"])
        {
            if (new DirectoryInfo(path).LinkTarget is { } target) links.Add((path, target));
            else if (Directory.Exists(path)) folders.Add(path);
        }

        // A packaged Java keeps part of itself below /etc.
        var java = Directory.Exists("/etc") ? Directory.GetDirectories("/etc", "java*") : [];
        return new(links, folders, [.. Named, .. java]);
    }
}
