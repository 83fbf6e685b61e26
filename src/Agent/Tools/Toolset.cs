using System.Text.Json;
using Microsoft.Extensions.AI;
using Yoi.Protocol;

namespace Yoi.Agent;

/// <summary>The tools of one Worker: those it is offered, and why the others are refused.</summary>
internal sealed class Toolset
{
    private readonly IReadOnlyDictionary<string, ITool> _offered;
    private readonly IReadOnlyDictionary<string, string> _refused;

    /// <summary>Takes the offered tools, and by name the reason why a tool that exists is not offered.</summary>
    public Toolset(IEnumerable<ITool> offered, IReadOnlyDictionary<string, string>? refused = null)
    {
        _offered = offered.ToDictionary(t => t.Definition.Name, StringComparer.Ordinal);
        _refused = refused ?? new Dictionary<string, string>();
        Declarations = [.. _offered.Values.Select(t => AIFunctionFactory.CreateDeclaration(t.Definition.Name, t.Definition.Description, t.Definition.Parameters))];
    }

    /// <summary>What the model is told.</summary>
    public IReadOnlyList<AITool> Declarations { get; }

    /// <summary>Whether calls of the tool may run side by side; a call that will be refused may.</summary>
    public bool IsReadOnly(string name) => !_offered.TryGetValue(name, out var tool) || tool.Definition.IsReadOnly;

    /// <summary>Whether a call does anything: one of a tool that is not offered, or with arguments that are no object, only answers why not.</summary>
    public bool Acts(ToolCall call) => _offered.ContainsKey(call.Name) && call.Arguments.ValueKind == JsonValueKind.Object;

    /// <summary>Carries out a call, or answers why not.</summary>
    public Task<ToolOutput> CallAsync(ToolCall call, CancellationToken cancellationToken)
    {
        if (!_offered.TryGetValue(call.Name, out var tool)) return Task.FromResult(Refusal(call.Name));
        return call.Arguments.ValueKind == JsonValueKind.Object
            ? tool.CallAsync(call.CallId, call.Arguments, cancellationToken)
            : Task.FromResult(ToolOutput.Error($"The arguments of '{call.Name}' were not a JSON object; nothing was done. Call it again with arguments that follow its schema."));
    }

    private ToolOutput Refusal(string name) => _refused.TryGetValue(name, out var reason)
        ? ToolOutput.Denied($"'{name}' is not allowed here: {reason}")
        : ToolOutput.Error($"There is no tool '{name}'. You have: {string.Join(", ", _offered.Keys.Order(StringComparer.Ordinal))}.");
}
