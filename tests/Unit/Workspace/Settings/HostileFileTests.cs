using System.Text;
using Yoi.Protocol;
using Yoi.Workspace;

namespace Yoi.Tests.Unit.Workspace.Settings;

public sealed class HostileFileTests
{
    [Fact]
    public void Aliases_that_grow_into_billions_are_refused_before_they_grow()
    {
        var bomb = new StringBuilder(Sample.Smallest).Append("a0: &a0 [x, x, x, x, x, x, x, x, x]\n");
        for (var i = 1; i < 12; i++) bomb.Append($"a{i}: &a{i} [{string.Join(", ", Enumerable.Repeat($"*a{i - 1}", 9))}]\n");
        Sample.Problem(bomb.ToString()).ShouldStartWith($"{Sample.Path}:5: Anchors");
    }

    [Theory]
    [InlineData("[")]
    [InlineData("{a: ")]
    [InlineData("- ")]
    [InlineData("? ")]
    public void Deep_nesting_is_refused_instead_of_followed(string opening) =>
        Sample.Problem(Sample.Smallest + "x:\n  " + string.Concat(Enumerable.Repeat(opening, 20_000))).ShouldStartWith(Sample.Path);

    [Fact]
    public void A_crowd_of_keys_is_refused() =>
        Sample.Problem(string.Concat(Enumerable.Range(0, 100_000).Select(i => $"k{i}:\n"))).ShouldContain("5,000");

    [Fact]
    public void Damaged_files_are_faults_with_a_line_and_never_exceptions()
    {
        var random = new Random(7);
        var good = SettingsWriter.Write(Sample.Full);
        const string Poison = "\0\t\n\r\"'\\#:-{}[],&*!|>%@`?~ x0\uFEFF\uFFFD\u0085\u2028\uD800\uDFFF";
        for (var round = 0; round < Rounds; round++)
        {
            var text = new StringBuilder(good);
            for (var change = random.Next(1, 6); change > 0; change--)
            {
                var at = random.Next(text.Length);
                switch (random.Next(4))
                {
                    case 0: text.Remove(at, Math.Min(random.Next(1, 40), text.Length - at)); break;
                    case 1: text.Insert(at, Poison[random.Next(Poison.Length)]); break;
                    case 2: text[at] = Poison[random.Next(Poison.Length)]; break;
                    default: text.Insert(at, "\"\\" + "uUxN0 LP_"[random.Next(9)] + random.Next().ToString("X8") + "\""); break;
                }
            }

            var result = SettingsReader.Read(text.ToString(), Sample.Path);
            if (result.TryGet(out var settings, out var fault)) Sample.Text(Sample.Read(SettingsWriter.Write(settings))).ShouldBe(Sample.Text(settings));
            else fault.ShouldSatisfyAllConditions(f => f.Code.ShouldBe(FaultCodes.SettingsInvalid), f => f.Message.ShouldMatch(@"\A\.yoi/workspace\.yaml:[1-9][0-9]*: "));
        }
    }

    private static int Rounds => Environment.GetEnvironmentVariable("YOI_LONG") == "1" ? 100_000 : 3_000;
}
