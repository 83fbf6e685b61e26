using System.Text;
using Yoi.Protocol;

namespace Yoi.Workspace;

/// <summary>The settings file in the workspace root's own checkout.</summary>
internal sealed class SettingsFile(string workspaceRoot)
{
    /// <summary>Where it lies, and how messages name it.</summary>
    public const string RelativePath = ".yoi/workspace.yaml";

    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private readonly string _folder = Path.Combine(workspaceRoot, ".yoi");
    private readonly string _path = Path.Combine(workspaceRoot, ".yoi", "workspace.yaml");

    /// <summary>Its text; <c>no_workspace</c> where there is none, <c>settings_invalid</c> where it is no plain UTF-8 file, <c>store_failed</c> where it cannot be read.</summary>
    public async Task<Result<string>> ReadAsync(CancellationToken cancellationToken)
    {
        try
        {
            // A link could lead to a file that a ticket's change may touch, which .yoi itself never is.
            if (IsLink(_folder) || IsLink(_path)) return Invalid("The file or its folder is a symbolic link; settings are read from a plain file only.");
            await using var file = new FileStream(_path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            if (file.Length > SettingsReader.MaxBytes) return SettingsReader.TooLarge(RelativePath);
            using var reader = new StreamReader(file, Strict);
            return await reader.ReadToEndAsync(cancellationToken);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return new Fault(FaultCodes.NoWorkspace, $"There is no {RelativePath} here; run 'yoi init' at the root of the repository.");
        }
        catch (DecoderFallbackException)
        {
            return Invalid("The file is not UTF-8; save it as UTF-8.");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return Directory.Exists(_path)
                ? Invalid("A folder stands in the file's place; remove it.")
                : new Fault(FaultCodes.StoreFailed, $"{RelativePath} cannot be read; check its permissions and the disk.");
        }
    }

    private static bool IsLink(string path) => new FileInfo(path) is { LinkTarget: not null };

    private static Fault Invalid(string message) => new(FaultCodes.SettingsInvalid, $"{RelativePath}:1: {message}");
}
