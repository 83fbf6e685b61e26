using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;

namespace Yoi.Protocol;

/// <summary>A ticket's directory name: 13 characters of Crockford base32, the Unix epoch in milliseconds as an unsigned 64-bit number, big-endian.</summary>
[JsonConverter(typeof(IdConverter<TicketId>))]
public readonly record struct TicketId(ulong Milliseconds) : IParsable<TicketId>, IComparable<TicketId>
{
    /// <summary>Characters in an id.</summary>
    public const int Length = 13;

    private const string Alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

    /// <inheritdoc />
    public static TicketId Parse(string s, IFormatProvider? provider) =>
        TryParse(s, provider, out var id) ? id : throw new FormatException("Not a TicketId: expected 13 upper-case characters of Crockford base32.");

    /// <inheritdoc />
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out TicketId result)
    {
        result = default;
        // 13 characters hold 65 bits: the first may use one bit less than the others.
        if (s is not { Length: Length } || Alphabet.IndexOf(s[0], StringComparison.Ordinal) is < 0 or > 15) return false;
        ulong value = 0;
        foreach (var c in s)
        {
            var digit = Alphabet.IndexOf(c, StringComparison.Ordinal);
            if (digit < 0) return false;
            value = (value << 5) | (uint)digit;
        }

        result = new(value);
        return true;
    }

    /// <summary>The 13 characters.</summary>
    public override string ToString()
    {
        Span<char> text = stackalloc char[Length];
        TryFormat(text);
        return new(text);
    }

    /// <summary>Writes the 13 characters; false where there is no room for them.</summary>
    public bool TryFormat(Span<char> destination)
    {
        if (destination.Length < Length) return false;
        var rest = Milliseconds;
        for (var i = Length - 1; i >= 0; i--, rest >>= 5) destination[i] = Alphabet[(int)(rest & 31)];
        return true;
    }

    /// <summary>Order of ids is order of creation.</summary>
    public int CompareTo(TicketId other) => Milliseconds.CompareTo(other.Milliseconds);

    /// <summary>Earlier than.</summary>
    public static bool operator <(TicketId left, TicketId right) => left.Milliseconds < right.Milliseconds;

    /// <summary>Later than.</summary>
    public static bool operator >(TicketId left, TicketId right) => left.Milliseconds > right.Milliseconds;

    /// <summary>Earlier than or the same.</summary>
    public static bool operator <=(TicketId left, TicketId right) => left.Milliseconds <= right.Milliseconds;

    /// <summary>Later than or the same.</summary>
    public static bool operator >=(TicketId left, TicketId right) => left.Milliseconds >= right.Milliseconds;
}
