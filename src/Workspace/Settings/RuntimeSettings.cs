namespace Yoi.Workspace;

/// <summary>A runtime that the settings name: a server, or an older program's records. Executable: in force once trusted, as it decides where code is sent.</summary>
public sealed record RuntimeSettings
{
    /// <summary>How the names of variables begin that may hold a runtime's token, so that no other secret of the host can be sent there.</summary>
    public const string VariablePrefix = "YOI_RUNTIME_";

    /// <summary>Its server's address: https, or http to this machine.</summary>
    public string? Url { get; init; }

    /// <summary>The environment variable that holds its token; begins with <see cref="VariablePrefix"/>.</summary>
    public string? TokenVariable { get; init; }

    /// <summary>The older program's data folder, an absolute path.</summary>
    public string? OlderData { get; init; }
}
