using Yoi.Protocol;
using Yoi.Protocol.Browser;

namespace Yoi.Workspace;

/// <summary>Reads <c>login.yaml</c>.</summary>
public static class LoginFile
{
    private const int MostRules = 1_000;
    private const UnixFileMode Others = UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.OtherRead | UnixFileMode.OtherWrite;

    private static readonly string[] Roles = ["viewer", "operator", "admin"];

    /// <summary>The settings; null where there is no such file. <c>settings_invalid</c> names line and remedy; <c>store_failed</c> where a file cannot be read.</summary>
    /// <param name="path">The file, outside every repository.</param>
    /// <param name="environment">A variable of the environment.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static async Task<(LoginSettings? Settings, Fault? Fault)> ReadAsync(string path, Func<string, string?> environment, CancellationToken cancellationToken)
    {
        if (!File.Exists(path)) return (null, null);
        try
        {
            var text = await File.ReadAllTextAsync(path, cancellationToken);
            var problems = new Problems(Path.GetFileName(path));
            if (text.Length > SettingsReader.MaxBytes) return (null, SettingsReader.TooLarge(Path.GetFileName(path)));
            if (SettingsReader.Load(text, problems) is not { } root) return (null, problems.ToFault());
            var settings = Read(new(root, root.Start.Line, "", problems), environment);
            return problems.ToFault() is { } fault ? (null, fault) : (settings, null);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return (null, new(FaultCodes.StoreFailed, $"{path}, or the secret it names, cannot be read ({e.GetType().Name}); check its permissions."));
        }
    }

    private static LoginSettings Read(SettingsMap root, Func<string, string?> environment)
    {
        var issuer = root.Required("issuer", IsIssuer, "https://login.example.com");
        var secret = root.Map("client_secret");
        var settings = new LoginSettings
        {
            Issuer = Uri.TryCreate(issuer, UriKind.Absolute, out var address) ? address : new("https://invalid.invalid"),
            ClientId = root.Required("client_id", Words.Line, "yoi"),
            ClientSecret = secret.IsAbsent ? null : Secret(secret, environment),
            Scopes = root.Texts("scopes", 16, IsScope) is { } asked ? [.. asked.Prepend("openid").Distinct()] : ["openid", "profile", "email"],
            Rules = [.. root.Maps("roles", MostRules).Select(Rule)],
        };
        if (settings.Rules.Count == 0) root.Report(root.LineOf("roles"), "roles", "lets nobody in; add a line such as: - { email: ada@example.com, role: admin }");
        root.Done();
        return settings;
    }

    private static LoginRule Rule(SettingsMap map)
    {
        var rule = new LoginRule(
            map.Required("role", text => Roles.Contains(text) ? null : "viewer, operator or admin", "viewer") switch
            {
                "admin" => AccessRole.Admin,
                "operator" => AccessRole.Operator,
                _ => AccessRole.Viewer,
            },
            map.Text("email", Words.Line), map.Text("sub", Words.Line), map.Text("group", Words.Line));
        if (new[] { rule.Email, rule.Subject, rule.Group }.Count(text => text is not null) != 1) map.Report(map.Line, "role", "needs exactly one of email, sub and group beside it.");
        map.Done();
        return rule;
    }

    private static string? Secret(SettingsMap map, Func<string, string?> environment)
    {
        var (variable, file) = (map.Text("env", Words.Line), map.Text("file", text => Path.IsPathFullyQualified(text) ? null : "a full path"));
        map.Done();
        if (variable is null == file is null)
        {
            map.Report(map.Line, "env", "or 'file' names where the secret is; give one of them, never the secret itself.");
            return null;
        }

        if (variable is not null)
        {
            if (environment(variable) is { Length: > 0 } set) return set;
            map.Report(map.LineOf("env"), "env", $"names {variable}, which is not set; set it and start again.");
            return null;
        }

        if (!File.Exists(file)) map.Report(map.LineOf("file"), "file", "names no file.");
        else if (!OperatingSystem.IsWindows() && (File.GetUnixFileMode(file!) & Others) != UnixFileMode.None) map.Report(map.LineOf("file"), "file", "can be read by others; give it mode 0600.");
        else return File.ReadAllText(file!).Trim();
        return null;
    }

    private static string? IsIssuer(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Query.Length == 0 && address.Fragment.Length == 0
            && (address.Scheme == Uri.UriSchemeHttps || (address.Scheme == Uri.UriSchemeHttp && address.IsLoopback))
            ? null
            : "an https address without query";

    private static string? IsScope(string text) => text.Length is > 0 and <= 64 && text.All(c => c is > ' ' and <= '~' and not '"' and not '\\') ? null : "1 to 64 visible characters";
}
