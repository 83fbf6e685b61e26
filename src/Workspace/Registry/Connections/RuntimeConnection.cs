using System.Text.Json.Serialization;
using Yoi.Protocol;

namespace Yoi.Workspace;

/// <summary>How a runtime is reached. It is the server's alone: no browser sees any of it but the name.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(Remote), "remote")]
[JsonDerivedType(typeof(Older), "older")]
internal abstract record RuntimeConnection
{
    /// <summary>Its name here.</summary>
    public required RuntimeId Runtime { get; init; }

    /// <summary>A runtime's server.</summary>
    /// <param name="Url">Its address.</param>
    /// <param name="Secret">Its token as <see cref="SecretKeeper"/> keeps it; null where <paramref name="TokenVariable"/> names it.</param>
    /// <param name="TokenVariable">The environment variable that holds its token.</param>
    public sealed record Remote(string Url, string? Secret, string? TokenVariable) : RuntimeConnection;

    /// <summary>An older program's records.</summary>
    /// <param name="Folder">Its data folder.</param>
    public sealed record Older(string Folder) : RuntimeConnection;
}

/// <summary>One entry in the stream of connections.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(Added), "runtime_added")]
[JsonDerivedType(typeof(Removed), "runtime_removed")]
internal abstract record ConnectionEvent
{
    /// <summary>When it was appended.</summary>
    public DateTimeOffset At { get; init; }

    /// <summary>A runtime was added.</summary>
    public sealed record Added(RuntimeConnection Connection) : ConnectionEvent;

    /// <summary>A runtime was taken away.</summary>
    public sealed record Removed(RuntimeId Runtime) : ConnectionEvent;
}
