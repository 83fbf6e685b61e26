namespace Yoi.Tests.Unit.Architecture;

public sealed class FileSizeTests
{
    private const int Longest = 400;
    private const int NinetiethPercentile = 200;
    private const int Median = 60;

    private static readonly (string File, int Lines)[] Sizes =
        [.. Repository.Code("src", "web/src").Select(f => (f, Repository.Read(f).AsSpan().TrimEnd().Count('\n') + 1)).OrderBy(f => f.Item2)];

    [Fact]
    public void No_file_is_longer_than_400_lines() =>
        Sizes.Where(f => f.Lines > Longest).Select(f => $"{f.File}: {f.Lines}").ShouldBeEmpty($"Split these files by verb; none may have more than {Longest} lines.");

    [Fact]
    public void Nine_of_ten_files_have_at_most_200_lines()
    {
        var at = Sizes[(Sizes.Length * 9 / 10) - (Sizes.Length % 10 == 0 ? 1 : 0)];
        at.Lines.ShouldBeLessThanOrEqualTo(NinetiethPercentile, $"Too many long files; split some of: {Longer(NinetiethPercentile)}");
    }

    [Fact]
    public void Half_of_the_files_have_at_most_60_lines() =>
        Sizes[(Sizes.Length - 1) / 2].Lines.ShouldBeLessThanOrEqualTo(Median, $"The median file is too long; split some of: {Longer(Median)}");

    private static string Longer(int lines) => string.Join(", ", Sizes.Where(f => f.Lines > lines).Reverse().Take(40).Select(f => $"{f.File} ({f.Lines})"));
}
