using System.Text;
using Yoi.Protocol;
using Yoi.Sandbox;

namespace Yoi.Tests.Unit.Agent;

/// <summary>A sandbox that runs nothing, remembers what it was asked and answers what it is told.</summary>
internal sealed class FakeSandbox(Result<SandboxResult> answer) : ISandbox
{
    public FakeSandbox(int? exitCode = 0, string output = "", string error = "")
        : this(new SandboxResult(exitCode, new(Encoding.UTF8.GetBytes(output)), new(Encoding.UTF8.GetBytes(error)), TimeSpan.Zero))
    {
    }

    public SandboxCommand? Asked { get; private set; }

    public string Name => "fake";

    public Fault? Missing { get; init; }

    public ValueTask<Fault?> CheckAsync(CancellationToken cancellationToken) => new(Missing);

    public Task<Result<SandboxResult>> RunAsync(SandboxCommand command, CancellationToken cancellationToken)
    {
        Asked = command;
        return Task.FromResult(answer);
    }
}
