namespace Yoi.Cli;

/// <summary>One ticket of the demo and the recorded words of the models that work on it.</summary>
internal sealed record DemoTicket
{
    /// <summary>A word for it on the terminal.</summary>
    public required string Label { get; init; }

    public required string Title { get; init; }
    public required string Body { get; init; }
    public required string Priority { get; init; }

    /// <summary>The label of the ticket it depends on.</summary>
    public string? DependsOn { get; init; }

    /// <summary>What the person writes when closing it.</summary>
    public required string Resolution { get; init; }

    /// <summary>The coder's answers, in order.</summary>
    public required IReadOnlyList<DemoAnswer> Coder { get; init; }

    /// <summary>The reviewer's answers, in order.</summary>
    public required IReadOnlyList<DemoAnswer> Reviewer { get; init; }

    /// <summary>What its thread tells between its kickoff and its clean-up.</summary>
    public required IReadOnlyList<string> Middle { get; init; }

    /// <summary>Shown on the way, in a person's words.</summary>
    public required string Twist { get; init; }
}

/// <summary>One recorded answer: the words, the tokens, the calls.</summary>
internal sealed record DemoAnswer(string Text, int Input, int Output, params IReadOnlyList<DemoCall> Calls);

/// <summary>A recorded call; its arguments are texts, but for a review's findings.</summary>
internal sealed record DemoCall(string Tool, params (string Name, string Value)[] Arguments)
{
    /// <summary>What a review found: severity, path, line, text.</summary>
    public (string Severity, string Path, int Line, string Text)? Finding { get; init; }
}
