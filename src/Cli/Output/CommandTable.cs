using System.CommandLine;

namespace Yoi.Cli;

/// <summary>Commands by name. Making one costs time, so only what was called is made; help and completion need all.</summary>
internal sealed class CommandTable(params (string Name, Func<string?, Command> Create)[] commands)
{
    /// <summary>Adds the command that a word names, or all where it names none.</summary>
    /// <param name="parent">What to add to.</param>
    /// <param name="word">The first word behind the parent's name.</param>
    /// <param name="next">The word behind that one.</param>
    public T AddTo<T>(T parent, string? word, string? next = null)
        where T : Command
    {
        foreach (var (name, create) in commands)
        {
            if (name != word) continue;
            parent.Add(create(next));
            return parent;
        }

        foreach (var (_, create) in commands) parent.Add(create(null));
        return parent;
    }
}
