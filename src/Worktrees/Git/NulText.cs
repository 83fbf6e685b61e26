using System.Text;

namespace Yoi.Worktrees;

/// <summary>Lists that end each item with NUL. Latin-1 keeps the bytes of names that are no UTF-8.</summary>
internal static class NulText
{
    /// <summary>The items as text, byte for character, fit to be handed back with <see cref="Join"/>.</summary>
    public static IReadOnlyList<string> Items(this ReadOnlyMemory<byte> bytes) => Split(Encoding.Latin1.GetString(bytes.Span));

    /// <summary>The items as text for people and programs; invalid UTF-8 is replaced.</summary>
    public static IReadOnlyList<string> Names(this ReadOnlyMemory<byte> bytes) => Split(Encoding.UTF8.GetString(bytes.Span));

    /// <summary>Input for a call that reads such a list.</summary>
    public static ReadOnlyMemory<byte> Join(IEnumerable<string> items) => Encoding.Latin1.GetBytes(string.Concat(items.Select(i => i + '\0')));

    private static string[] Split(string text) => text.Split('\0', StringSplitOptions.RemoveEmptyEntries);
}
