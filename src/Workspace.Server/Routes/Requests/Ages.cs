using System.Globalization;

namespace Yoi.Workspace.Server;

/// <summary>Lengths of time as the command line writes them: 90m, 12h, 14d, 2w.</summary>
internal static class Ages
{
    private const int MostCount = 100_000;

    public static bool TryParse(string text, out TimeSpan age)
    {
        age = default;
        if (text.Length < 2 || !int.TryParse(text.AsSpan()[..^1], NumberStyles.None, CultureInfo.InvariantCulture, out var count) || count > MostCount) return false;
        var unit = text[^1] switch
        {
            'm' => TimeSpan.FromMinutes(1),
            'h' => TimeSpan.FromHours(1),
            'd' => TimeSpan.FromDays(1),
            'w' => TimeSpan.FromDays(7),
            _ => TimeSpan.Zero,
        };
        age = unit * count;
        return unit > TimeSpan.Zero;
    }
}
