using System.Globalization;
using Yoi.Protocol;

namespace Yoi.Tickets;

/// <summary>Where the resolutions of a ticket lie: the one in force, and those of earlier closings, which are kept as <c>artifacts/resolution-N.md</c>.</summary>
internal static class ResolutionArchive
{
    public const string Resolution = "resolution.md";

    private const string Begin = "artifacts/resolution-";
    private const string End = ".md";
    private const int MostDigits = 6;

    /// <summary>Whether this is the name of a kept resolution: N has no leading zero.</summary>
    public static bool IsName(string file)
    {
        if (!file.StartsWith(Begin, StringComparison.Ordinal) || !file.EndsWith(End, StringComparison.Ordinal) || file.Length < Begin.Length + 1 + End.Length) return false;
        var number = file.AsSpan(Begin.Length, file.Length - Begin.Length - End.Length);
        return number.Length <= MostDigits && number[0] != '0' && !number.ContainsAnyExceptInRange('0', '9');
    }

    /// <summary>The first such name that nothing has, also no symbolic link.</summary>
    public static string FreeName(StorePaths paths, TicketId id)
    {
        var number = 1;
        while (Path.Exists(paths.File(id, Name(number))) || StorePaths.IsLink(paths.File(id, Name(number)))) number++;
        return Name(number);
    }

    private static string Name(int number) => string.Create(CultureInfo.InvariantCulture, $"{Begin}{number}{End}");
}
