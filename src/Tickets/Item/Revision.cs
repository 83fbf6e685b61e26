using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Yoi.Tickets;

/// <summary>A short hash of texts, each told from its neighbours and a missing one from an empty one.</summary>
internal static class Revision
{
    private const int Digits = 16;

    public static string Of(params IEnumerable<string?> texts)
    {
        var all = new StringBuilder();
        foreach (var text in texts) all.Append(text is null ? "-" : text.Length.ToString(CultureInfo.InvariantCulture)).Append(':').Append(text);
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(all.ToString())))[..Digits];
    }
}
