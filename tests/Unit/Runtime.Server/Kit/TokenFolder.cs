using Yoi.Runtime.Server;

namespace Yoi.Tests.Unit.Runtime.Server;

/// <summary>A token file in a folder of its own.</summary>
internal sealed class TokenFolder : IDisposable
{
    public static readonly Permission[] All = [Permission.Read, Permission.Work, Permission.Manage, Permission.Worktrees, Permission.Checks];

    public const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("yoi-tokens-");

    /// <summary>Who may do what with the file.</summary>
    public UnixFileMode Mode
    {
        get => OperatingSystem.IsWindows() ? OwnerOnly : System.IO.File.GetUnixFileMode(File);
        set
        {
            if (!OperatingSystem.IsWindows()) System.IO.File.SetUnixFileMode(File, value);
        }
    }

    public string File => Path.Combine(_folder.FullName, "tokens.jsonl");

    public async Task<string> AddAsync(string workspace = "tea", DateTimeOffset? expires = null, params Permission[] permissions) =>
        (await TokenFile.AddAsync(File, new(workspace, permissions is [] ? All : permissions, expires, "a test"), TestContext.Current.CancellationToken)).Value;

    /// <summary>Writes the file anew.</summary>
    public void Write(string text)
    {
        System.IO.File.WriteAllText(File, text);
        Mode = OwnerOnly;
    }

    /// <summary>Takes all tokens back.</summary>
    public void Revoke() => Write("\n");

    public void Dispose() => _folder.Delete(recursive: true);
}
