using System.Net;
using System.Net.Sockets;
using Yoi.Agent;
using Yoi.Protocol;

namespace Yoi.Cli;

/// <summary>The demo's model: recorded words, or a real one of the person's choice.</summary>
internal static class DemoModel
{
    /// <summary>Null where a model of this name could be asked; else what is wrong with the name, or what to set.</summary>
    public static Fault? Check(string text)
    {
        if (!ModelChoice.Parse(text).TryGet(out var choice, out var fault)) return fault;
        var profile = BuiltinProfiles.Find("builtin:coder")! with { Provider = choice.Provider, Model = choice.Model };
        if (!ModelProviders.Create(profile, Environment.GetEnvironmentVariable).TryGet(out var client, out fault)) return fault;
        client.Dispose();
        return null;
    }

    /// <summary>What the demo's profiles name: provider and the models of coder and reviewer.</summary>
    public static (string Provider, string Coder, string Reviewer) Of(DemoState state)
    {
        if (state.Model is null) return ($"http://127.0.0.1:{state.ModelPort}/v1", DemoStory.CoderModel, DemoStory.ReviewerModel);
        var choice = ModelChoice.Parse(state.Model).Value;
        return (choice.Provider, choice.Model, choice.Model);
    }

    /// <summary>A port that is free now.</summary>
    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
