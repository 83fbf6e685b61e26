using Microsoft.Extensions.Logging;
using Yoi.Journal;
using Yoi.Protocol;
using Yoi.Sandbox;

namespace Yoi.Workspace;

/// <summary>What a workspace is opened with.</summary>
public sealed record WorkspaceHostOptions
{
    /// <summary>The repository's main checkout, holding <c>.yoi/</c>.</summary>
    public required string Root { get; init; }

    /// <summary>This workspace's own folder under YOI_HOME: keys, git's generated files. Outside the repository.</summary>
    public required string StateFolder { get; init; }

    /// <summary>Where trusted settings are remembered. Outside the repository.</summary>
    public required string TrustFolder { get; init; }

    /// <summary>The index file of the ticket store at a root, in the user's cache folder; null for none. See <see cref="Tickets.TicketStoreOptions.IndexFile"/>.</summary>
    public Func<string, string?> TicketIndex { get; init; } = _ => null;

    /// <summary>The control plane's journal; the embedded runtime shares it.</summary>
    public required IJournal Journal { get; init; }

    /// <summary>Keeps the tokens of runtimes.</summary>
    public required SecretKeeper Secrets { get; init; }

    /// <summary>What environment variables hold; asked for those alone that settings name as holding a runtime's token.</summary>
    public Func<string, string?> Environment { get; init; } = _ => null;

    /// <summary>What may be seen and done of Workers.</summary>
    public ObservationPolicy Observation { get; init; } = new();

    /// <summary>Runs the checks.</summary>
    public required ISandbox Sandbox { get; init; }

    /// <summary>The profiles that ship with the program.</summary>
    public required Func<string, Profile?> BuiltinProfiles { get; init; }

    /// <summary>
    /// Told of each step's two moments by name, such as <c>MoveBranch:before</c> (its intent is recorded, it has not acted) and <c>MoveBranch:after</c> (it has acted,
    /// its fact is not recorded). What it throws or does to the process is as if it happened there: the seam of fault tests.
    /// </summary>
    public Action<string> Reached { get; init; } = _ => { };

    /// <summary>Clock and timers.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Where logs go.</summary>
    public required ILoggerFactory Loggers { get; init; }
}
