namespace Yoi.Workspace;

/// <summary>What paths, globs, branches and addresses in settings may look like. Each rule answers null, or the rest of the sentence "… must be".</summary>
internal static class Places
{
    private static readonly string[] SystemFolders = ["/proc", "/sys", "/dev"];

    /// <summary>Where a sandbox has its own: a mount there would hide the worktree or the private folders.</summary>
    private static readonly string[] OwnFolders = [.. SystemFolders, "/work", "/tmp"];

    public static string? TicketRoot(string text) => text.Length <= 128 && text.Split('/').All(IsPlainName)
        ? null
        : "a folder below .yoi, of letters, digits, '.', '_' and '-', such as tickets";

    /// <summary>The form <c>GlobSet</c> takes.</summary>
    public static string? Glob(string text) => text.Length is >= 1 and <= 256 && text[0] != '/' && !text.Contains('\\') && !text.Any(char.IsControl)
        && !text.Split('/').Any(name => name is "." or "..")
        ? null
        : "a glob from the repository's root with forward slashes and without '..', such as ci/** or scripts/*.sh";

    public static string? MountSource(string text) => IsAbsolute(text) && !IsWithin(text, SystemFolders)
        ? null
        : "an absolute path of a folder, without '..', and not '/', /proc, /sys or /dev";

    public static string? MountTarget(string text) => IsAbsolute(text) && !IsWithin(text, OwnFolders)
        ? null
        : "an absolute path, without '..', and not '/' nor in /proc, /sys, /dev, /tmp or /work";

    /// <summary>A key in an address would be committed with the file, so an address has no user part.</summary>
    public static string? Provider(string text)
    {
        if (Words.Name(text) is null) return null;
        var isAddress = text.Length <= 512 && Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https"
            && uri.UserInfo.Length == 0 && uri.Query.Length == 0 && uri.Fragment.Length == 0 && !text.Any(c => char.IsControl(c) || char.IsWhiteSpace(c));
        return isAddress ? null : "a provider's name such as openai, or an http(s) address without user, password, query or fragment";
    }

    /// <summary>A token is sent there, so in the clear only within this machine.</summary>
    public static string? RuntimeUrl(string text)
    {
        var isAddress = text.Length <= 512 && Uri.TryCreate(text, UriKind.Absolute, out var uri) && (uri.Scheme == "https" || (uri.Scheme == "http" && uri.IsLoopback))
            && uri.UserInfo.Length == 0 && uri.Query.Length == 0 && uri.Fragment.Length == 0 && uri.AbsolutePath == "/" && !text.Any(c => char.IsControl(c) || char.IsWhiteSpace(c));
        return isAddress ? null : "an https address, or an http one of this machine such as http://127.0.0.1:8090, without user, password, path, query or fragment";
    }

    /// <summary>Only names of this form, so that no other secret of the host can be sent to a runtime.</summary>
    public static string? RuntimeVariable(string text) =>
        text.Length <= 128 && text.StartsWith(RuntimeSettings.VariablePrefix, StringComparison.Ordinal) && text.Length > RuntimeSettings.VariablePrefix.Length
            && text.All(c => char.IsAsciiLetterUpper(c) || char.IsAsciiDigit(c) || c == '_')
            ? null
            : $"the name of an environment variable that begins with {RuntimeSettings.VariablePrefix}";

    public static string? DataFolder(string text) => MountSource(text);

    private static bool IsPlainName(string name) => name.Length > 0 && name.Any(char.IsAsciiLetterOrDigit) && name[0] != '-'
        && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '_' or '-');

    private static bool IsAbsolute(string path) => path.Length is > 1 and <= 1_024 && path[0] == '/' && !path.Any(char.IsControl)
        && path[1..].Split('/').All(name => name is not ("" or "." or ".."));

    private static bool IsWithin(string path, string[] folders) =>
        folders.Any(folder => path == folder || path.StartsWith(folder + "/", StringComparison.Ordinal));
}
