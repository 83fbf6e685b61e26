using Yoi.Tickets;
using Yoi.Workspace;

namespace Yoi.Tests.Unit.Workspace.Routing;

/// <summary>A ticket that was begun with the template of its record language is understood all the way to its coder.</summary>
public sealed class TemplateTests
{
    [Fact]
    public void What_the_gate_takes_for_criteria_the_coder_reads()
    {
        var item = new TicketItem { Title = "T", State = TicketState.Ready, CreatedAt = default, UpdatedAt = default, Body = "# What must hold\n\nIt works.\n\n### Definition of done\n\n- a test shows it\n" };
        var packet = PacketBuilder.Build(new() { Id = default, Item = item, Thread = [], Plans = [], Unowned = [] }, new() { WorkspaceId = "w", DisplayName = "w", Orchestration = new() { TargetBranch = "main" } });
        packet.Value.Requirements.ShouldBe(["It works.", "a test shows it"]);
    }

    [Theory]
    [InlineData("en")]
    [InlineData("ja")]
    public async Task What_is_filled_into_it_passes_the_gate_is_routed_and_reaches_the_coder(string language)
    {
        var folder = Directory.CreateTempSubdirectory("yoi-template-");
        try
        {
            using var store = TicketStore.Open(new() { Root = Path.Combine(folder.FullName, "tickets"), Language = language });
            var made = await store.CreateAsync(new() { Title = "T", Author = "a", Body = store.Template.Replace("- \n", "- 動く\n", StringComparison.Ordinal) }, TestContext.Current.CancellationToken);
            var ticket = (await store.TransitionAsync(made.Value.Id, new() { Expected = TicketState.Planning, To = TicketState.Ready, Author = "a" }, TestContext.Current.CancellationToken)).Value;
            var settings = new WorkspaceSettings { WorkspaceId = "w", DisplayName = "w", Orchestration = new() { TargetBranch = "main" }, Validation = new() { Commands = ["true"] } };

            Router.Classify(ticket, settings).Classification.ShouldBe(Classifications.ImplementationReady);
            PacketBuilder.Build(ticket, settings).Value.Requirements.ShouldBe(["動く", "動く"]);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
