using Yoi.Workspace;

namespace Yoi.Tests.Unit.Workspace.Settings;

public sealed class SettingsWriterTests
{
    [Fact]
    public void What_was_written_reads_back_equal() =>
        Sample.Text(Sample.Read(SettingsWriter.Write(Sample.Full))).ShouldBe(Sample.Text(Sample.Full));

    [Fact]
    public void The_smallest_settings_read_back_equal_and_their_comments_are_settings_too()
    {
        var smallest = Sample.Read(Sample.Smallest);
        var written = SettingsWriter.Write(smallest);
        Sample.Text(Sample.Read(written)).ShouldBe(Sample.Text(smallest));

        var uncommented = written.Replace("# roles:", "roles:", StringComparison.Ordinal).Replace("# profiles:", "profiles:", StringComparison.Ordinal)
            .Replace("\n#   ", "\n  ", StringComparison.Ordinal);
        var read = Sample.Read(uncommented);
        read.Role("coder").Profile.ShouldBe("builtin:coder");
        read.Profiles.Keys.ShouldContain("local");
    }

    [Fact]
    public void Any_text_that_may_stand_in_settings_survives()
    {
        var random = new Random(20260101);
        string[] pieces = ["a", " ", "\n", "\t", "'", "\"", "\\", "#", ": ", "- ", "{", "}", "[", ",", "&", "*", "!", "|", ">", "%", "@", "`", "é", "漢", "🧀", "\u00A0", "\u202E", "\u2028", "~", "null", "0x1"];
        for (var round = 0; round < 2_000; round++)
        {
            var commands = Enumerable.Range(0, 1 + random.Next(4))
                .Select(_ => string.Concat(Enumerable.Range(0, random.Next(12)).Select(_ => pieces[random.Next(pieces.Length)])) + "x").ToArray();
            var settings = Sample.Full with { Validation = new() { Commands = commands }, DisplayName = commands[0].ReplaceLineEndings(" ").Replace('\t', ' ') };
            Sample.Text(Sample.Read(SettingsWriter.Write(settings))).ShouldBe(Sample.Text(settings));
        }
    }
}
