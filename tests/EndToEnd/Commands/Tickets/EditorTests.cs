namespace Yoi.Tests.EndToEnd.Commands;

/// <summary>A person at a terminal writes in an editor of their own.</summary>
public sealed class EditorTests
{
    [Fact]
    public async Task A_body_is_edited_in_the_editor_whose_path_and_arguments_are_quoted_as_in_a_shell()
    {
        await using var workspace = await Plain();
        var id = await workspace.MustYoi("ticket", "create", "--title", "T", "--body", "One.");
        // A shell would run what stands in backticks and behind the semicolon; here they are text.
        workspace.Editor = $"{await Editor(workspace, "printf '%s\\n' \"$#\" \"$1\" \"$2\" > \"$3\"")} 'two  words' `touch\\ {workspace.Temporary}/ran`;";

        var terminal = workspace.StartOnTerminal("ticket", "edit", id);

        await terminal.LineWith($"{id} is planning: T");
        (await terminal.Ended()).ShouldBe(0, terminal.Log);
        (await workspace.Item(id)).ShouldEndWith($"---\n\n3\ntwo  words\n`touch {workspace.Temporary}/ran`;\n");
        Directory.GetFileSystemEntries(workspace.Temporary).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_body_that_is_left_as_it_was_changes_nothing()
    {
        await using var workspace = await Plain();
        var id = await workspace.MustYoi("ticket", "create", "--title", "T", "--body", "One.");
        workspace.Editor = await Editor(workspace, "cat \"$1\"");

        var terminal = workspace.StartOnTerminal("ticket", "edit", id);

        await terminal.LineWith("One.");
        await terminal.LineWith($"Nothing to do: {id} is planning: T");
        (await terminal.Ended()).ShouldBe(0, terminal.Log);
        (await workspace.Told(id)).ShouldBe(["create"]);
        Directory.GetFileSystemEntries(workspace.Temporary).ShouldBeEmpty();
    }

    [Fact]
    public async Task What_was_written_is_kept_where_another_edited_the_ticket_meanwhile()
    {
        await using var workspace = await Plain();
        var id = await workspace.MustYoi("ticket", "create", "--title", "T", "--body", "One.");
        workspace.Editor = await Editor(workspace, $"'{Checkout.Yoi}' ticket comment {id} --body 'A remark.' && '{Checkout.Yoi}' ticket edit {id} --body 'Another was first.' && echo 'Long work.' > \"$1\"");

        var terminal = workspace.StartOnTerminal("ticket", "edit", id);

        (await terminal.LineWith("yoi: conflict: ")).ShouldContain("What you wrote is kept in ");
        (await terminal.Ended()).ShouldBe(1, terminal.Log);
        (await File.ReadAllTextAsync(Directory.GetFiles(workspace.Temporary, "*", SearchOption.AllDirectories).ShouldHaveSingleItem(), TestContext.Current.CancellationToken)).ShouldBe("Long work.\n");
        (await workspace.Item(id)).ShouldEndWith("\nAnother was first.\n");
    }

    [Fact]
    public async Task Ctrl_C_in_the_editor_is_the_editors()
    {
        await using var workspace = await Plain();
        var id = await workspace.MustYoi("ticket", "create", "--title", "T", "--body", "One.");
        workspace.Editor = await Editor(workspace, "kill -INT $PPID; echo 'Two.' > \"$1\"");

        var terminal = workspace.StartOnTerminal("ticket", "edit", id);

        (await terminal.Ended()).ShouldBe(0, terminal.Log);
        (await workspace.Item(id)).ShouldEndWith("\nTwo.\n");
    }

    [Fact]
    public async Task A_remark_that_another_made_meanwhile_is_no_conflict()
    {
        await using var workspace = await Plain();
        var id = await workspace.MustYoi("ticket", "create", "--title", "T", "--body", "One.");
        workspace.Editor = await Editor(workspace, $"'{Checkout.Yoi}' ticket comment {id} --body 'A remark.' && echo 'Two.' > \"$1\"");

        (await workspace.StartOnTerminal("ticket", "edit", id).Ended()).ShouldBe(0);

        (await workspace.Told(id)).ShouldBe(["create", "comment", "item_edit"]);
    }

    [Fact]
    public async Task An_editor_that_fails_or_is_not_there_or_is_not_set_is_told()
    {
        await using var workspace = await Plain();
        var id = await workspace.MustYoi("ticket", "create", "--title", "T", "--body", "One.");

        workspace.Editor = await Editor(workspace, "echo 'Half of it.' > \"$1\"; exit 3");
        (await Fails("ended with code 3")).ShouldContain("What you wrote is kept in ");
        workspace.Editor = "/no/such/editor";
        (await Fails("cannot be started")).ShouldNotContain("is kept in");
        workspace.Editor = "vi 'unclosed";
        await Fails("a quote ' that is not closed");
        workspace.Editor = "";
        await Fails("set VISUAL or EDITOR");
        (await workspace.Told(id)).ShouldBe(["create"]);

        async Task<string> Fails(string text)
        {
            var terminal = workspace.StartOnTerminal("ticket", "edit", id);
            var line = await terminal.LineWith(text);
            line.ShouldContain("yoi: invalid: ");
            (await terminal.Ended()).ShouldBe(1, terminal.Log);
            return line;
        }
    }

    [Fact]
    public async Task A_ticket_is_written_into_a_template_and_none_is_made_where_that_is_left_as_it_was()
    {
        await using var workspace = await Plain();
        workspace.Editor = await Editor(workspace, "cat \"$1\"");
        var unchanged = workspace.StartOnTerminal("ticket", "create", "--title", "T");
        await unchanged.LineWith("## Acceptance criteria");
        await unchanged.LineWith("yoi: invalid: The text was left as it was");
        (await unchanged.Ended()).ShouldBe(1, unchanged.Log);
        (await workspace.MustYoi("ticket", "list")).ShouldBeEmpty();

        workspace.Editor = await Editor(workspace, "sed -i 's/^- $/- it works/' \"$1\"");
        (await workspace.StartOnTerminal("ticket", "create", "--title", "T").Ended()).ShouldBe(0);
        var id = (await workspace.MustYoi("ticket", "list")).Split('\t')[0];
        (await workspace.Item(id)).ShouldEndWith("---\n\n## Requirements\n\n- it works\n\n## Acceptance criteria\n\n- it works\n");
        await workspace.MustYoi("ticket", "ready", id);
        Directory.GetFileSystemEntries(workspace.Temporary).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_template_is_in_the_record_language_and_passes_the_gate()
    {
        await using var workspace = await Plain();
        var settings = Path.Combine(workspace.Root, ".yoi", "workspace.yaml");
        var text = await File.ReadAllTextAsync(settings, TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(settings, text.Replace("language: en", "language: ja", StringComparison.Ordinal), TestContext.Current.CancellationToken);
        workspace.Editor = await Editor(workspace, "sed -i 's/^- $/- 動く/' \"$1\"");
        var terminal = workspace.StartOnTerminal("ticket", "create", "--title", "時計");
        (await terminal.Ended()).ShouldBe(0, terminal.Log);
        var id = (await workspace.MustYoi("ticket", "list")).Split('\t')[0];
        (await workspace.Item(id)).ShouldContain("## 受け入れ条件\n\n- 動く\n");
        await workspace.MustYoi("ticket", "ready", id);
    }

    /// <summary>A script in a folder with a blank in its name; answers the command that runs it.</summary>
    private static async Task<string> Editor(TestWorkspace workspace, string script)
    {
        var path = Path.Combine(Directory.CreateDirectory(Path.Combine(Path.GetDirectoryName(workspace.Root)!, "my editor")).FullName, "edit.sh");
        await File.WriteAllTextAsync(path, $"{script}\n", TestContext.Current.CancellationToken);
        return $"sh \"{path}\"";
    }

    private static async Task<TestWorkspace> Plain()
    {
        var workspace = await TestWorkspace.Make();
        await workspace.MustYoi("init", "--validation", "sh check.sh");
        return workspace;
    }
}
