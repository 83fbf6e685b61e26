using System.Globalization;

namespace Yoi.Client;

/// <summary>A place in the API. What a caller names is one part of it, and never leads anywhere else.</summary>
internal sealed record ApiPath(string Text)
{
    private const int LongestName = 1024;

    /// <summary>False where something was named that cannot be a name: an empty part or one of dots would be another place.</summary>
    public bool IsFine { get; private init; } = true;

    /// <summary>Further, by a word of the API.</summary>
    public ApiPath To(string word) => this with { Text = $"{Text}/{word}" };

    /// <summary>Further, by what somebody named.</summary>
    public ApiPath Named(string name) => name is "." or ".." || name.Length is 0 or > LongestName ? this with { IsFine = false } : To(Uri.EscapeDataString(name));

    /// <summary>Further, by an id.</summary>
    public ApiPath Named<T>(T id)
        where T : struct, IParsable<T> => Named(Written(id));

    /// <summary>With what is asked for in the query; what is null is not.</summary>
    public ApiPath With(params ReadOnlySpan<(string Name, object? Value)> query)
    {
        var text = Text;
        foreach (var (name, value) in query)
            if (value is not null) text += $"{(text.Contains('?', StringComparison.Ordinal) ? '&' : '?')}{name}={Uri.EscapeDataString(Written(value))}";
        return this with { Text = text };
    }

    private static string Written(object value) => value switch
    {
        bool flag => flag ? "true" : "false",
        IFormattable item => item.ToString(null, CultureInfo.InvariantCulture),
        _ => $"{value}",
    };
}
