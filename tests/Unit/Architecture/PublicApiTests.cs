using PublicApiGenerator;
using Yoi.Client;
using Yoi.Journal;
using Yoi.Journal.Files;
using Yoi.Protocol;
using Yoi.Runtime;
using Yoi.Runtime.Server;

namespace Yoi.Tests.Unit.Architecture;

/// <summary>What the packages show to programs of others is held as text; a change of it is a change of that text, seen and accepted by a person.</summary>
public sealed class PublicApiTests
{
    private const string Folder = "tests/Unit/Architecture/Accepted";
    private const string Accept = "YOI_ACCEPT";

    public static TheoryData<Type> Packages => [typeof(Fault), typeof(IJournal), typeof(FileJournal), typeof(WorkerRuntime), typeof(RuntimeClient), typeof(RuntimeServer)];

    [Theory]
    [MemberData(nameof(Packages))]
    public void The_public_surface_is_the_one_that_was_accepted(Type one)
    {
        var name = one.Assembly.GetName().Name!;
        var path = Path.Combine(Repository.Root, Folder, $"{name}.txt");
        var now = one.Assembly.GeneratePublicApi(new() { IncludeAssemblyAttributes = false }).ReplaceLineEndings("\n") + "\n";
        if (Environment.GetEnvironmentVariable(Accept) == "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, now);
        }

        (File.Exists(path) ? File.ReadAllText(path) : "").ShouldBe(
            now, $"The public surface of {name} changed. Programs of others are built against it. To accept it, run this test with {Accept}=1 and commit {Folder}/{name}.txt.");
    }
}
