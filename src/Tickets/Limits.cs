namespace Yoi.Tickets;

/// <summary>Sizes beyond which the store answers <c>too_large</c> instead of reading or writing. In bytes where nothing else is said.</summary>
public static class Limits
{
    /// <summary>An item.md, a resolution.md or an artifacts/relations.json.</summary>
    public const int Item = 16 * 1024 * 1024;

    /// <summary>The front matter of an item.md, in characters.</summary>
    public const int FrontMatter = 256 * 1024;

    /// <summary>Keys of a front matter.</summary>
    public const int FrontMatterKeys = 1000;

    /// <summary>A thread.md.</summary>
    public const int Thread = 100 * 1024 * 1024;

    /// <summary>Lines of a thread.md: an average of ten bytes each at its largest size.</summary>
    public const int ThreadLines = 10_000_000;

    /// <summary>Events of a thread.md.</summary>
    public const int ThreadEvents = 1_000_000;

    /// <summary>Attributes of one event that are read; of more, the rest stays in the file.</summary>
    public const int EventAttributes = 256;

    /// <summary>The line that begins an event; a longer one is text like any other.</summary>
    public const int EventComment = 64 * 1024;

    /// <summary>An orchestration-plan.jsonl.</summary>
    public const int Plans = 16 * 1024 * 1024;

    /// <summary>One artifact.</summary>
    public const int Artifact = 64 * 1024 * 1024;

    /// <summary>The body of one event or ticket that is written, and a resolution, as UTF-8.</summary>
    public const int Body = 8 * 1024 * 1024;

    /// <summary>The note of a relation, as UTF-8.</summary>
    public const int RelationNote = 16 * 1024;

    /// <summary>One text of a plan record, as UTF-8.</summary>
    public const int PlanText = 16 * 1024;

    /// <summary>The reason of a transition and any other attribute of an event that is written, as UTF-8.</summary>
    public const int Attribute = 1024;

    /// <summary>A title or another field of the front matter that is written, as UTF-8.</summary>
    public const int Field = 1024;
}
