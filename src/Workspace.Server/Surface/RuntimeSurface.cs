using Yoi.Protocol;
using Yoi.Protocol.Browser;

namespace Yoi.Workspace.Server;

/// <summary>What a person may do with runtimes. A fault's words are not shown as they are; see <see cref="Notices"/>.</summary>
public sealed record RuntimeSurface
{
    /// <summary>The runtimes.</summary>
    public required Func<RuntimePage> List { get; init; }

    /// <summary>Adds one that answers.</summary>
    public required Func<NewRuntime, CancellationToken, ValueTask<Result<RuntimeView>>> Add { get; init; }

    /// <summary>Shows an older program's records.</summary>
    public required Func<OlderRecords, CancellationToken, ValueTask<Result<RuntimeView>>> AddOlder { get; init; }

    /// <summary>Tries one out and keeps nothing of it.</summary>
    public required Func<NewRuntime, CancellationToken, ValueTask<Result<RuntimeView>>> Test { get; init; }

    /// <summary>Takes one away.</summary>
    public required Func<RuntimeId, CancellationToken, ValueTask<Fault?>> Remove { get; init; }

    internal static RuntimeSurface Of(RuntimeDesk desk) => new()
    {
        List = desk.List,
        Add = desk.AddAsync,
        AddOlder = desk.AddOlderAsync,
        Test = desk.TestAsync,
        Remove = desk.RemoveAsync,
    };
}
