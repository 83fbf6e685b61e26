namespace Yoi.Tests.EndToEnd.Samples;

/// <summary>The sample is built as a program of somebody else would be: from the packages alone.</summary>
public sealed class EmbeddedTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("yoi-sample-");

    [Fact]
    public async Task It_is_built_from_the_packages_runs_and_goes_on_where_it_was()
    {
        var sample = await BuiltSample.BuildAsync(_folder.FullName, "Embedded", "Protocol", "Journal", "Journal.Files", "Runtime");
        File.ReadLines(Path.Combine(Checkout.Root, "samples", "Embedded", "EchoBackend.cs")).Count().ShouldBeLessThan(40);

        var store = Path.Combine(_folder.FullName, "store");
        (await sample.RunAsync(null, store, "Hello")).Output.ReplaceLineEndings("\n").ShouldBe("you: Hello\nAda: Hello\n");
        (await sample.RunAsync(null, store, "Again")).Output.ReplaceLineEndings("\n").ShouldBe("you: Hello\nAda: Hello\nyou: Again\nAda: Again\n");
        (await sample.RunAsync(null)).ExitCode.ShouldBe(2);
    }

    public void Dispose() => _folder.Delete(recursive: true);
}
