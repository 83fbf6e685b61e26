using System.Diagnostics.CodeAnalysis;
using Yoi.Protocol;

namespace Yoi.Tickets;

/// <summary>An objective's directory name: of the same form as a <see cref="TicketId"/>, in a folder of its own, so that the same 13 characters may name one of each.</summary>
public readonly record struct ObjectiveId : IParsable<ObjectiveId>
{
    internal ObjectiveId(TicketId folder) => Folder = folder;

    /// <summary>The name as the paths of a store take it.</summary>
    internal TicketId Folder { get; }

    /// <inheritdoc />
    public static ObjectiveId Parse(string s, IFormatProvider? provider) => new(TicketId.Parse(s, provider));

    /// <inheritdoc />
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out ObjectiveId result)
    {
        var isOne = TicketId.TryParse(s, provider, out var folder);
        result = new(folder);
        return isOne;
    }

    /// <summary>The 13 characters.</summary>
    public override string ToString() => Folder.ToString();
}
