using Yoi.Protocol.Browser;

namespace Yoi.Workspace.Server;

/// <summary>One-time links with the address they lead to, known once the server listens.</summary>
internal sealed class Links(TimeProvider time, string operatorName)
{
    /// <summary>How long the session of a link of the command line is good.</summary>
    public static readonly TimeSpan SessionLifetime = TimeSpan.FromDays(30);

    private readonly LinkLedger _ledger = new(time);
    private volatile Uri? _address;

    public string OperatorName => operatorName;

    public Uri Address => _address ?? throw new InvalidOperationException("The server does not listen yet.");

    public void Open(Uri address) => _address = address;

    /// <summary>One for whoever runs the server: they may do everything anyway.</summary>
    /// <param name="workspace">The workspace to show first; null for the server's first.</param>
    public OneTimeLink New(string? workspace) => New(new(operatorName, AccessRole.Admin, SessionLifetime, "link", workspace), binding: null);

    /// <summary>One for somebody else.</summary>
    public OneTimeLink New(Opening opening, string? binding) => new(new UriBuilder(Address) { Path = "/", Fragment = $"link={_ledger.New(opening, binding)}" }.Uri.ToString());

    public Opening? Take(string? secret, string? binding) => _ledger.Take(secret, binding);
}
