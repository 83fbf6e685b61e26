using System.Globalization;

namespace Yoi.Bench;

/// <summary>What a ratio must be.</summary>
internal readonly record struct Target(double? Least, double? Most)
{
    public static Target None { get; } = new(null, null);

    public static Target AtLeast(double ratio) => new(ratio, null);

    public static Target AtMost(double ratio) => new(null, ratio);

    public bool IsMet(double ratio) => !(ratio < Least) && !(ratio > Most);

    public override string ToString() => (Least, Most) switch
    {
        ({ } least, _) => string.Create(CultureInfo.InvariantCulture, $"≥ {least:0.##}"),
        (_, { } most) => string.Create(CultureInfo.InvariantCulture, $"≤ {most:0.##}"),
        _ => "",
    };
}
