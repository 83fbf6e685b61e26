using System.Security.Cryptography;
using System.Text.Json;
using Yoi.Journal;
using Yoi.Protocol;

namespace Yoi.Runtime;

/// <summary>The bundles a runtime was given, each a stream of one event under its digest. What was given once is there for good: Workers are made from it whenever they are.</summary>
internal sealed class ConfigBundles(IJournal journal)
{
    private const string Category = "config_bundles";
    private const string Type = "config_bundle";
    private const int Digits = 64;

    public static Fault Unknown(string profile) => new(FaultCodes.UnknownProfile, $"There is no profile '{profile}'.");

    public static bool IsDigest(string? text) => text is { Length: Digits } && text.All(c => c is (>= '0' and <= '9') or (>= 'a' and <= 'f'));

    /// <summary>Keeps a bundle and answers what it is called by its content.</summary>
    public async ValueTask<Result<BundleRef>> PutAsync(ConfigBundle bundle, CancellationToken cancellationToken)
    {
        if (bundle.Id is not { Length: >= 1 and <= 128 } || bundle.Profiles is null || bundle.Profiles.DistinctBy(p => p.Name).Count() != bundle.Profiles.Count)
            return new Fault(FaultCodes.Invalid, "A bundle has an id of 1 to 128 characters and profiles of different names.");
        var data = JsonSerializer.SerializeToUtf8Bytes(bundle, WireJson.Default.ConfigBundle);
        var reference = new BundleRef(bundle.Id, Convert.ToHexStringLower(SHA256.HashData(data)));
        var append = new Append { ExpectedVersion = 0, Events = [new(Type, data)] };
        var fault = (await journal.AppendAsync(StreamOf(reference.Sha256), append, cancellationToken)).Fault;
        // Another came first, with the same content.
        return fault is null or { Code: FaultCodes.Conflict } ? reference : fault;
    }

    /// <summary>A bundle by its digest: <c>bundle_missing</c>, <c>invalid</c>, <c>store_corrupt</c>, or a fault of the store.</summary>
    public async ValueTask<Result<ConfigBundle>> GetAsync(string sha256, CancellationToken cancellationToken)
    {
        if (!IsDigest(sha256)) return new Fault(FaultCodes.Invalid, $"A digest is {Digits} hexadecimal digits in lower case.");
        if (!(await journal.ReadAsync(StreamOf(sha256), new() { Limit = 1 }, cancellationToken)).TryGet(out var page, out var fault)) return fault;
        if (page.Events is not [var stored]) return new Fault(FaultCodes.BundleMissing, $"The runtime has no bundle {sha256}; send it first.");
        try
        {
            if (JsonSerializer.Deserialize(stored.Data.Span, WireJson.Default.ConfigBundle) is { } bundle) return bundle;
        }
        catch (JsonException exception)
        {
            return Corrupt(sha256, exception.Message);
        }

        return Corrupt(sha256, "it is empty");
    }

    /// <summary>A profile of a bundle: the same faults, and <c>unknown_profile</c>.</summary>
    public async ValueTask<Result<Profile>> ProfileAsync(BundleRef reference, string profile, CancellationToken cancellationToken)
    {
        if (!(await GetAsync(reference.Sha256, cancellationToken)).TryGet(out var bundle, out var fault)) return fault;
        return bundle.Profiles.FirstOrDefault(p => p.Name == profile) is { } found ? found : Unknown(profile);
    }

    private static StreamId StreamOf(string sha256) => new(Category, sha256);

    private static Fault Corrupt(string sha256, string why) => new(FaultCodes.StoreCorrupt, $"The bundle {sha256} cannot be used: {why}. Send it to a runtime with a new store, or restore this one from a backup.");
}
