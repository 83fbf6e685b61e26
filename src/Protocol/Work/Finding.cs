using System.Text.Json.Serialization;

namespace Yoi.Protocol;

/// <summary>How much a finding weighs.</summary>
[JsonConverter(typeof(SnakeCaseEnumConverter<Severity>))]
public enum Severity
{
    /// <summary>The change must not be merged with it.</summary>
    Blocker,

    /// <summary>It should be mended before the merge.</summary>
    Major,

    /// <summary>Worth mending, now or later.</summary>
    Minor,

    /// <summary>A remark.</summary>
    Note,
}

/// <summary>One thing a reviewer found.</summary>
/// <param name="Severity">Its weight.</param>
/// <param name="Text">What it is.</param>
/// <param name="Path">The file, from the repository's root.</param>
/// <param name="Line">The line, from 1.</param>
public sealed record Finding(Severity Severity, string Text, string? Path = null, int? Line = null);
