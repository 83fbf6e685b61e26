using Yoi.Protocol;
using Yoi.Workspace;

namespace Yoi.Tests.Unit.Workspace.Scheduling;

public sealed class SlotQueueTests
{
    private static readonly TicketId One = new(1), Two = new(2), Three = new(3), Four = new(4);

    [Fact]
    public void Who_came_first_is_served_first_also_by_one_who_asks_at_the_right_moment()
    {
        var queue = new SlotQueue(() => 1, []);
        queue.TryTake(One).ShouldBeTrue();
        queue.TryTake(One).ShouldBeTrue("it has it");
        queue.TryTake(Two).ShouldBeFalse();
        queue.TryTake(Three).ShouldBeFalse();

        queue.Release(One).ShouldBe([Two, Three]);
        queue.TryTake(Three).ShouldBeFalse("two is before it");
        queue.TryTake(Four).ShouldBeFalse();
        queue.TryTake(Two).ShouldBeTrue();
    }

    [Fact]
    public void One_who_leaves_the_queue_does_not_hold_it_up()
    {
        var queue = new SlotQueue(() => 1, [One]);
        queue.TryTake(Two).ShouldBeFalse("one kept its slot over the start");
        queue.TryTake(Three).ShouldBeFalse();

        queue.Release(Two).ShouldBe([Three]);
        queue.Release(One).ShouldBe([Three]);
        queue.TryTake(Three).ShouldBeTrue();
        queue.Release(Four).ShouldBeEmpty("it had none");
    }

    [Fact]
    public void More_slots_let_more_in_and_none_lets_nobody_in()
    {
        var slots = 0;
        var queue = new SlotQueue(() => slots, []);
        queue.TryTake(One).ShouldBeFalse();
        slots = 2;
        queue.TryTake(Two).ShouldBeTrue("there is one for one and one for two");
        queue.TryTake(One).ShouldBeTrue();
        queue.TryTake(Three).ShouldBeFalse();
    }
}
