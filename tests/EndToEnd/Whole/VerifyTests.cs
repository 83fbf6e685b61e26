using System.IO.Compression;
using System.Text;

namespace Yoi.Tests.EndToEnd.Whole;

public sealed class VerifyTests(VerifyRepository repository) : IClassFixture<VerifyRepository>
{
    [Fact]
    public async Task A_fresh_clone_verifies_by_commit_and_by_branch_and_says_whose_word_it_takes()
    {
        var clone = await repository.Clone();

        foreach (var name in new[] { repository.Merge, repository.Merge[..12], "yoi/integration", "HEAD" })
        {
            var ended = await clone.Verify(name);

            ended.ExitCode.ShouldBe(0, ended.ToString());
            ended.Output.ShouldNotContain("FAULT");
            ended.Error.ShouldBeEmpty();
            ended.Output.ShouldContain($"ok    commit {repository.Merge} merges ");
            ended.Output.ShouldContain($"ok    receipt {repository.Receipt}: `sh check.sh` ended with 0 on exactly this commit and tree");
            ended.Output.ShouldContain($"ok    output of receipt {repository.Receipt}: ");
            Facts(ended).ShouldBe(["accepted", "submitted", "approved", "merged", "done"]);
            ended.Output.ShouldContain($"is signed by key {repository.KeyId}");
            ended.Output.ShouldContain($"note  Key {repository.KeyId} comes from these records");
            ended.Output.ShouldContain($"refs/yoi/records at {await Run.Git(clone.Root, "rev-parse", "refs/yoi/records")}");
        }
    }

    [Fact]
    public async Task A_bare_clone_a_folder_below_and_a_linked_worktree_do_as_well()
    {
        var bare = await repository.Clone("--bare");
        (await bare.Verify("yoi/integration")).ExitCode.ShouldBe(0);

        var clone = await repository.Clone();
        var (below, linked) = (Directory.CreateDirectory(Path.Combine(clone.Root, "a", "b")).FullName, clone.Root + "-linked");
        await Run.Git(clone.Root, "worktree", "add", "--quiet", "--detach", linked);
        (await clone.Verify(repository.Merge, "--repository", below)).ExitCode.ShouldBe(0);
        (await clone.Verify(repository.Merge, "--repository", linked)).ExitCode.ShouldBe(0);

        await Run.Git(clone.Root, "checkout", "--quiet", "--detach");
        await Run.Git(clone.Root, "branch", "--quiet", "-D", "yoi/integration");
        (await clone.Verify("yoi/integration")).ExitCode.ShouldBe(0);
    }

    [Fact]
    public async Task A_pinned_key_is_taken_by_id_by_fingerprint_and_by_file()
    {
        var clone = await repository.Clone();
        var pem = Path.Combine(clone.Root, "host.pem");
        await File.WriteAllTextAsync(pem, await Run.Git(clone.Root, "show", $"refs/yoi/records:{repository.KeyPath}"), TestContext.Current.CancellationToken);

        var unpinned = await clone.Verify(repository.Merge);
        var fingerprint = unpinned.Output.Split("--key ")[1].Trim();
        fingerprint.Length.ShouldBe(64);
        foreach (var pin in new[] { repository.KeyId, fingerprint, pem })
        {
            var ended = await clone.Verify(repository.Merge, "--key", pin);
            ended.ExitCode.ShouldBe(0, ended.ToString());
            ended.Output.ShouldNotContain("comes from these records");
        }

        var other = await clone.Verify(repository.Merge, "--key", "0123456789abcdef");
        Faulted(other, $"signature of receipt {repository.Receipt}", $"made by key {repository.KeyId}, not by the trusted key 0123456789abcdef");
        var none = await clone.Verify(repository.Merge, "--key", "greeting.txt");
        none.ExitCode.ShouldBe(1);
        none.Error.ShouldContain("invalid");
    }

    [Fact]
    public async Task What_is_no_merge_of_a_ticket_or_not_there_is_said()
    {
        var clone = await repository.Clone();

        Faulted(await clone.Verify($"{repository.Merge}^1"), "commit ", "no merge of a ticket: it has 0 parents");
        var missing = await clone.Verify("no-such-branch");
        missing.ExitCode.ShouldBe(1);
        missing.Error.ShouldContain("not_found");
        var option = await clone.Verify("--", "--all");
        option.Error.ShouldContain("invalid");

        await Run.Git(clone.Root, "update-ref", "-d", "refs/yoi/records");
        var unfetched = await clone.Verify(repository.Merge);
        unfetched.ExitCode.ShouldBe(1);
        unfetched.Error.ShouldContain("git fetch origin refs/yoi/records:refs/yoi/records");
    }

    [Fact]
    public async Task A_commit_with_borrowed_trailers_is_found()
    {
        var clone = await repository.Clone();
        var message = await Run.Git(clone.Root, "log", "-1", "--format=%B", repository.Merge);
        var forged = await Run.Git(clone.Root, "commit-tree", $"{repository.Merge}^1^{{tree}}", "-p", $"{repository.Merge}^1", "-p", $"{repository.Merge}^2", "-m", message);

        var ended = await clone.Verify(forged);

        Faulted(ended, repository.ReceiptPath, $"its commit is {repository.Merge}, not {forged}; its tree is ");
        Faulted(ended, "thread: merged", "No such record with this commit");
    }

    [Fact]
    public async Task An_object_that_was_overwritten_in_the_store_is_found()
    {
        var clone = await repository.Clone();
        var id = await Run.Git(clone.Root, "rev-parse", $"refs/yoi/records:{repository.OutputPath}");
        await Run.Git(clone.Root, "cat-file", "-e", id);
        var file = Path.Combine(clone.Root, ".git", "objects", id[..2], id[2..]);
        if (File.Exists(file)) File.Delete(file);
        else foreach (var pack in Directory.GetFiles(Path.Combine(clone.Root, ".git", "objects", "pack"), "*.pack")) await Unpack(clone.Root, pack, file);
        await using (var stream = new ZLibStream(File.Create(file), CompressionLevel.Fastest)) await stream.WriteAsync(Encoding.ASCII.GetBytes("blob 5\0other"), TestContext.Current.CancellationToken);

        Faulted(await clone.Verify(repository.Merge), repository.OutputPath, $"is not what git stored under {id}");
    }

    internal static void Faulted(Ended ended, string what, string why)
    {
        ended.ExitCode.ShouldBe(1, ended.ToString());
        ended.Output.Split('\n').Where(l => l.StartsWith("FAULT " + what, StringComparison.Ordinal) && l.Contains("verification_failed", StringComparison.Ordinal))
            .ShouldContain(l => l.Contains(why, StringComparison.Ordinal), ended.ToString());
        ended.Error.ShouldContain("verification_failed");
    }

    internal static IEnumerable<string> Facts(Ended ended, string mark = "ok    ") =>
        ended.Output.Split('\n').Where(l => l.StartsWith(mark + "thread: ", StringComparison.Ordinal)).Select(l => l[(mark + "thread: ").Length..].Split(' ', ':')[0]);

    private static async Task Unpack(string root, string pack, string unwanted)
    {
        var moved = Path.Combine(root, Path.GetFileName(pack));
        File.Move(pack, moved);
        var ended = await Run.Program("sh", root, null, null, "-c", $"git unpack-objects -q < '{moved}'");
        ended.ExitCode.ShouldBe(0, ended.ToString());
        File.Delete(unwanted);
    }
}
