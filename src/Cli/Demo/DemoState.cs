using System.Text.Json;
using System.Text.Json.Serialization;
using Yoi.Protocol;

namespace Yoi.Cli;

/// <summary>What a demo has to remember to go on after any of its processes died.</summary>
internal sealed record DemoState
{
    /// <summary>Coders, and reviewers, at work at once.</summary>
    public required int Slots { get; init; }

    /// <summary>The model as the person chose it; null for the recorded words.</summary>
    public string? Model { get; init; }

    /// <summary>The port of the model of recorded words; Workers keep their provider's address for life.</summary>
    public required int ModelPort { get; init; }

    /// <summary>The commit on main; null until the repository is whole.</summary>
    public string? Main { get; init; }

    /// <summary>When the work began.</summary>
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>Whether it came to its end.</summary>
    public bool Finished { get; init; }

    public static Result<DemoState> Read(string path)
    {
        try
        {
            return JsonSerializer.Deserialize(File.ReadAllBytes(path), DemoJson.Default.DemoState)!;
        }
        catch (Exception e) when (e is JsonException or IOException or UnauthorizedAccessException)
        {
            return new Fault(FaultCodes.NotFound, $"{Path.GetDirectoryName(path)} holds no demo that could go on. Start one: yoi demo");
        }
    }

    public void Write(string path)
    {
        var half = path + ".new";
        File.WriteAllBytes(half, JsonSerializer.SerializeToUtf8Bytes(this, DemoJson.Default.DemoState));
        File.Move(half, path, overwrite: true);
    }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, WriteIndented = true)]
[JsonSerializable(typeof(DemoState))]
internal sealed partial class DemoJson : JsonSerializerContext;
