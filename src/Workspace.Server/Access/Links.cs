using Yoi.Protocol.Browser;

namespace Yoi.Workspace.Server;

/// <summary>One-time links with the address they lead to, known once the server listens.</summary>
internal sealed class Links(TimeProvider time)
{
    private readonly LinkLedger _ledger = new(time);
    private volatile Uri? _address;

    public void Open(Uri address) => _address = address;

    public OneTimeLink New()
    {
        var address = _address ?? throw new InvalidOperationException("The server does not listen yet.");
        return new(new UriBuilder(address) { Path = "/", Fragment = $"link={_ledger.New()}" }.Uri.ToString());
    }

    public bool TryTake(string? secret) => _ledger.TryTake(secret);
}
