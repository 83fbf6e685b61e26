using System.Globalization;
using Microsoft.AspNetCore.Http;
using Yoi.Protocol;

namespace Yoi.Workspace.Server;

/// <summary>Reads a query value by value; the first that cannot be read is its <see cref="Fault"/>.</summary>
internal sealed class QueryReader(HttpContext context)
{
    private const int MostText = 1024;

    /// <summary>Why it cannot be read; null while it can.</summary>
    public Fault? Fault { get; private set; }

    public IReadOnlyList<string> Texts(string name, int most)
    {
        var sent = context.Request.Query[name];
        if (sent.Count <= most && sent.All(text => text is { Length: > 0 and <= MostText })) return [.. sent.Select(text => text!)];
        Refuse($"{name} is given at most {most} times, each of 1 to {MostText} characters.");
        return [];
    }

    public string? Text(string name) => Texts(name, 1) is [var text] ? text : null;

    public bool? Flag(string name)
    {
        if (Text(name) is not { } text) return null;
        if (bool.TryParse(text, out var value)) return value;
        Refuse($"{name} is true or false.");
        return null;
    }

    public int Limit(int most, int usual)
    {
        if (Text("limit") is not { } text) return usual;
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var limit) && limit >= 1 && limit <= most) return limit;
        Refuse($"limit is 1 to {most}.");
        return usual;
    }

    public T? Id<T>(string name)
        where T : struct, IParsable<T>
    {
        if (Text(name) is not { } text) return null;
        if (T.TryParse(text, CultureInfo.InvariantCulture, out var id)) return id;
        Refuse($"{name} is a full id.");
        return null;
    }

    public TimeSpan? Age(string name)
    {
        if (Text(name) is not { } text) return null;
        if (Ages.TryParse(text, out var age)) return age;
        Refuse($"{name} is a number and m, h, d or w, such as 12h or 14d.");
        return null;
    }

    public void Refuse(string sentence) => Fault ??= new(FaultCodes.Invalid, sentence);
}
