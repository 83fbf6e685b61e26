using System.Collections.Frozen;
using System.Text;
using Yoi.Client;
using Yoi.Protocol;

namespace Yoi.Agent;

/// <summary>The profiles that come with the program. They name neither provider nor model: settings or the environment do.</summary>
public static class BuiltinProfiles
{
    private static readonly FrozenDictionary<string, Profile> Profiles = new[]
    {
        Make("coder", [ReadTool.Name, ListTool.Name, GlobTool.Name, GrepTool.Name, WriteTool.Name, EditTool.Name, ShellTool.Name, TicketTool.SubmitWork, TicketTool.ReportBlocked]),
        Make("reviewer", [ReadTool.Name, ListTool.Name, GlobTool.Name, GrepTool.Name, ShellTool.Name, TicketTool.SubmitReview]),
    }.ToFrozenDictionary(p => p.Name, StringComparer.Ordinal);

    /// <summary>All of them, by name.</summary>
    public static IReadOnlyList<Profile> All => [.. Profiles.Values.OrderBy(p => p.Name, StringComparer.Ordinal)];

    /// <summary>The profile of that name, such as <c>builtin:coder</c>; null where there is none.</summary>
    public static Profile? Find(string name) => Profiles.GetValueOrDefault(name);

    private static Profile Make(string role, IReadOnlyList<string> tools) => new() { Name = $"builtin:{role}", Role = role, Prompt = Prompt(role), Tools = tools };

    private static string Prompt(string role)
    {
        using var stream = typeof(BuiltinProfiles).Assembly.GetManifestResourceStream($"profiles/{role}.md")
            ?? throw new InvalidOperationException($"The prompt of '{role}' is not in the assembly.");
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return reader.ReadToEnd().TrimEnd();
    }
}
