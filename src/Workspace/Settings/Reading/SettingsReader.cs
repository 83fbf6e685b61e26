using System.Text;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;
using Yoi.Protocol;

namespace Yoi.Workspace;

/// <summary>Reads settings. Whatever the text, it answers settings that keep every rule, or one fault.</summary>
public static class SettingsReader
{
    /// <summary>The largest file taken, in bytes of UTF-8.</summary>
    public const int MaxBytes = 1024 * 1024;

    /// <summary>
    /// Reads the text of a settings file. Otherwise <c>settings_invalid</c>: path and line, what is wrong and, for an unknown key, the nearest known one.
    /// </summary>
    /// <param name="yaml">The text.</param>
    /// <param name="path">How messages name the file, relative to the workspace.</param>
    public static Result<WorkspaceSettings> Read(string yaml, string path)
    {
        if (yaml.Length > MaxBytes || Encoding.UTF8.GetByteCount(yaml) > MaxBytes) return TooLarge(path);
        var problems = new Problems(path);
        if (Load(yaml, problems) is not { } root) return problems.ToFault()!;
        var settings = Sections.Read(new(root, root.Start.Line, "", problems));
        return problems.ToFault() is { } fault ? fault : settings;
    }

    internal static Fault TooLarge(string path) => new(FaultCodes.SettingsInvalid, $"{path}:1: The file is larger than 1 MiB; no settings are.");

    internal static YamlMappingNode? Load(string yaml, Problems problems)
    {
        var parser = new GuardedParser(new Parser(new StringReader(yaml)));
        try
        {
            var stream = new YamlStream();
            stream.Load(parser);
            if (stream.Documents is [{ RootNode: YamlMappingNode root }]) return root;
            problems.Add(1, "The file holds no settings; 'yoi init' writes one to start from.");
        }
        catch (YamlException e)
        {
            problems.Add(Math.Max(1, e.Start.Line), e.Message.TrimEnd('.') + ".");
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            // The parser meets some broken input with exceptions of other kinds; to the file's author it is all the same.
            problems.Add(parser.Line, "What stands here or after it is not YAML; look for an unclosed quote or a bad escape.");
        }

        return null;
    }
}
