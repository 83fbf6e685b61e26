namespace Yoi.Tests.EndToEnd.Whole;

public sealed class DemoTests
{
    [Fact]
    public async Task The_demo_ends_with_a_closed_ticket_and_what_it_claims_is_in_git()
    {
        var folder = Directory.CreateTempSubdirectory("yoi-e2e-demo-").FullName;
        try
        {
            var ended = await Run.Program(Checkout.Yoi, folder, new Dictionary<string, string> { ["YOI_PAGES"] = folder }, null, "demo", "--dir", Path.Combine(folder, "d"));

            ended.ExitCode.ShouldBe(0, ended.ToString());
            ended.Output.ShouldContain("The model's words are recorded.");
            ended.Output.ShouldContain("closed");
            var repository = Path.Combine(folder, "d", "repo");
            (await Run.Git(repository, "rev-list", "--merges", "--count", "yoi/integration")).ShouldBe("1");
            (await Run.Git(repository, "rev-list", "--count", "main")).ShouldBe("1");
            (await Run.Git(repository, "for-each-ref", "--format=%(refname)")).ShouldBe("refs/heads/main\nrefs/heads/yoi/integration\nrefs/yoi/records");
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public async Task A_folder_that_is_not_empty_is_refused_and_left_alone()
    {
        var folder = Directory.CreateTempSubdirectory("yoi-e2e-demo-").FullName;
        try
        {
            await File.WriteAllTextAsync(Path.Combine(folder, "mine"), "x", TestContext.Current.CancellationToken);

            var ended = await Run.Program(Checkout.Yoi, folder, null, null, "demo", "--dir", folder);

            ended.ExitCode.ShouldBe(1);
            ended.Error.ShouldContain("conflict");
            Directory.GetFileSystemEntries(folder).ShouldBe([Path.Combine(folder, "mine")]);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
