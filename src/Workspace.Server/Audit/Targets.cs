using System.Buffers;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Yoi.Workspace.Server;

/// <summary>The things a request is about: those its path names, and those it made.</summary>
internal sealed class Targets
{
    private const int Longest = 64;

    private static readonly SearchValues<char> Plain = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.:");

    private readonly Dictionary<string, string> _made = [];

    /// <summary>Notes what was made.</summary>
    public static void Made(HttpContext context, string what, string id)
    {
        var targets = context.Features.Get<Targets>() ?? new();
        targets._made[what] = id;
        context.Features.Set(targets);
    }

    public static IReadOnlyDictionary<string, string> Of(HttpContext context)
    {
        var all = new Dictionary<string, string>(context.Features.Get<Targets>()?._made ?? []);
        foreach (var (what, value) in context.GetRouteData().Values) all[what] = IsName(value as string) ? (string)value! : "?";
        return all;
    }

    /// <summary>Whether a text has the form of an id; what else a caller typed is kept nowhere.</summary>
    public static bool IsName(string? text) => text is { Length: > 0 and <= Longest } && !text.AsSpan().ContainsAnyExcept(Plain);
}
