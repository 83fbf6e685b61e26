namespace Yoi.Tests.EndToEnd.Commands;

/// <summary>What lies in a repository may be anything; the program answers with a code and a sentence, and shows the rest.</summary>
public sealed class HostileTicketTests
{
    [Theory]
    [InlineData("thread.md", "huge", "too_large")]
    [InlineData("thread.md", "folder", "store_failed")]
    [InlineData("thread.md", "link", "ticket_unreadable")]
    [InlineData("item.md", "huge", "too_large")]
    [InlineData("item.md", "link", "ticket_unreadable")]
    [InlineData("item.md", "---\ntitle: T\nstate: somewhere\n---\n", "ticket_unreadable")]
    [InlineData("item.md", "---\ntitle: [\n---\n", "ticket_unreadable")]
    [InlineData("item.md", "no front matter", "ticket_unreadable")]
    [InlineData("artifacts/orchestration-plan.jsonl", "huge", "too_large")]
    public async Task A_ticket_that_cannot_be_read_is_named_with_a_code_and_the_others_are_listed(string file, string content, string code)
    {
        await using var workspace = await TestWorkspace.Make();
        await workspace.MustYoi("init", "--validation", "sh check.sh");
        var bad = await workspace.Create("Bad");
        var good = await workspace.Create("Good");
        Put(Path.Combine(workspace.TicketsRoot, bad, file), content);

        foreach (var arguments in new[] { new[] { "ticket", "show", bad }, ["ticket", "comment", bad, "--body", "x"] })
        {
            var ended = await workspace.Yoi(arguments);
            ended.ExitCode.ShouldBe(1, ended.ToString());
            ended.Error.ShouldStartWith($"yoi: {code}: ");
            ended.Error.Trim().ShouldNotContain('\n');
            ended.Error.ShouldNotContain("Exception");
        }

        (await workspace.MustYoi("ticket", "list")).ShouldContain("Good");
        (await workspace.MustYoi("ticket", "show", good)).ShouldContain("Good");
    }

    [Theory]
    [InlineData("../../etc")]
    [InlineData("/etc/passwd")]
    [InlineData("....")]
    [InlineData("ZZZZZZZZZZZZZ")]
    [InlineData("a\\b\\c")]
    public async Task A_path_in_place_of_an_id_is_refused(string id)
    {
        await using var workspace = await TestWorkspace.Make();
        await workspace.MustYoi("init", "--validation", "sh check.sh");

        var ended = await workspace.Yoi("ticket", "show", id);

        ended.ExitCode.ShouldBe(1, ended.ToString());
        ended.Error.ShouldMatch("^yoi: (invalid|not_found): ");
    }

    [Fact]
    public async Task Control_characters_and_bytes_that_are_no_text_are_shown_harmlessly()
    {
        await using var workspace = await TestWorkspace.Make();
        await workspace.MustYoi("init", "--validation", "sh check.sh");
        var id = await workspace.Create("A ticket");
        byte[] odd = [.. "\n<!-- event: note author: x -->\n\nred \u001b[31m nul \0 bad "u8, 0xFF, .. " end\n\n---\n"u8];
        using (var file = File.Open(Path.Combine(workspace.TicketsRoot, id, "thread.md"), FileMode.Append)) file.Write(odd);

        var shown = await workspace.MustYoi("ticket", "show", id);

        shown.ShouldNotContain('\u001b');
        shown.ShouldNotContain('\0');
        shown.ShouldContain("\uFFFD end");
    }

    [Theory]
    [InlineData("folder", "settings_invalid")]
    [InlineData("link", "settings_invalid")]
    [InlineData("huge", "settings_invalid")]
    [InlineData("a: [", "settings_invalid")]
    [InlineData("workspace_id: \"a\0b\"\n", "settings_invalid")]
    [InlineData("\0\0\0", "settings_invalid")]
    [InlineData("", "settings_invalid")]
    public async Task Settings_that_are_none_are_a_code_and_a_sentence(string content, string code)
    {
        await using var workspace = await TestWorkspace.Make();
        Put(Path.Combine(workspace.Root, ".yoi", "workspace.yaml"), content);

        foreach (var arguments in new[] { new[] { "ticket", "list" }, ["trust"], ["ticket", "create", "--title", "T", "--body", "b"] })
        {
            var ended = await workspace.Yoi(arguments);
            ended.ExitCode.ShouldBe(1, ended.ToString());
            ended.Error.ShouldStartWith($"yoi: {code}: ");
            ended.Error.Trim().ShouldNotContain('\n');
            ended.Error.ShouldNotContain("Exception");
        }
    }

    private static void Put(string path, string content)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.Delete(path);
        switch (content)
        {
            case "folder": Directory.CreateDirectory(path); break;
            case "link": File.CreateSymbolicLink(path, "/nowhere/at/all"); break;
            case "huge":
                using (var file = File.Create(path)) file.SetLength(200L << 20);
                break;
            default: File.WriteAllText(path, content); break;
        }
    }
}
