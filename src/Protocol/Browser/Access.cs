namespace Yoi.Protocol.Browser;

/// <summary>The secret of a one-time link, posted by the page that opened it.</summary>
/// <param name="Secret">The secret.</param>
/// <param name="Binding">Of a link that ends a login: what the page said when it began it.</param>
public sealed record LinkSecret(string Secret, string? Binding = null);

/// <summary>The token every further request sends as <c>Authorization: Bearer</c>.</summary>
/// <param name="Token">256 random bits, base64url.</param>
/// <param name="Workspace">The workspace to show first, of those it opens.</param>
public sealed record SessionToken(string Token, string Workspace);

/// <summary>An error as a browser sees it (RFC 9457): the code, our own sentence and a trace id; never the words of another program.</summary>
public sealed record ProblemView(string Type, string Title, int Status, string Code, string TraceId);

/// <summary>What the server is and does, for <c>yoi status</c> and the page's header.</summary>
public sealed record StatusView
{
    /// <summary>The program's version.</summary>
    public required string Version { get; init; }

    /// <summary>The workspace.</summary>
    public required WorkspaceView Workspace { get; init; }

    /// <summary>When the server started.</summary>
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>Tickets by state.</summary>
    public required IReadOnlyDictionary<string, int> Tickets { get; init; }

    /// <summary>Workers at work: those of attempts, and those made by hand with a run that waits for nobody.</summary>
    public required int ActiveWorkers { get; init; }
}

/// <summary>The link <c>yoi open</c> prints; its secret lies in the fragment, is good once and for 60 seconds.</summary>
public sealed record OneTimeLink(string Url);
