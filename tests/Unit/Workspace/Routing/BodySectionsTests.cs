using Yoi.Workspace;

namespace Yoi.Tests.Unit.Workspace.Routing;

public sealed class BodySectionsTests
{
    private const string Body = """
        Words before.

        ## Requirements

        - One
        - Two,
          continued
        * Three

        ```
        ## Not a heading
        ```

        ## Acceptance criteria (short)

        It works.
        """;

    [Fact]
    public void Items_are_list_items_with_their_continuations() =>
        BodySections.Of(Body).Items("Requirements").Take(3).ShouldBe(["One", "Two, continued", "Three"]);

    [Fact]
    public void A_heading_is_found_by_its_beginning_whatever_its_case() => BodySections.Of(Body).Items("acceptance CRITERIA").ShouldBe(["It works."]);

    [Fact]
    public void A_heading_inside_a_fence_is_text() => BodySections.Of(Body).Text("Not a heading").ShouldBeEmpty();

    [Fact]
    public void Text_before_the_first_heading_stands_under_the_empty_name() => BodySections.Of(Body).Text("").ShouldBe("Words before.");
}
