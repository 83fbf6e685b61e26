using Yoi.Protocol;

namespace Yoi.Runtime;

/// <summary>What a create request must be, whatever Workers there are.</summary>
internal static class CreateRules
{
    // Room in the head for what a Worker's life adds to it.
    private const int MostHeadBytes = (4 * 1024) - 512;

    /// <summary>Why the request has no valid form.</summary>
    public static Fault? Check(CreateWorkerRequest request)
    {
        if (request.Fingerprint is { Length: 0 or > 128 }) return Invalid("A fingerprint has 1 to 128 characters.");
        if (request.DisplayName is { Length: 0 or > 128 }) return Invalid("A display name has 1 to 128 characters.");
        if (request.Profile is not { Length: >= 1 and <= 128 }) return Invalid("A profile's name has 1 to 128 characters.");
        if (request.Bundle is { } bundle && (request.Resolved is not null || bundle.Id is not { Length: >= 1 and <= 128 } || !ConfigBundles.IsDigest(bundle.Sha256)))
            return Invalid("A bundle has an id of 1 to 128 characters and a SHA-256 of 64 hexadecimal digits in lower case, and comes without a resolved profile.");
        if (request.Input is { } input && (input.Kind != InputKind.User ? Invalid("A Worker's first input is of kind user.") : InputRules.Check(input)?.Fault) is { } refused) return refused;
        if (request.Worktree is { Length: 0 or > 256 }) return Invalid("A worktree's name has 1 to 256 characters.");
        return request.Labels is { } labels && (labels.Count > 16 || labels.Any(label => label.Key.Length is 0 or > 64 || label.Value.Length > 128))
            ? Invalid("There are at most 16 labels, with names of 1 to 64 and texts of at most 128 characters.")
            : null;
    }

    /// <summary>Why the Worker's summary does not fit the store, or null where it does.</summary>
    public static Fault? CheckHead(WorkerCreated created) =>
        EventCodec.Encode(WorkerHead.After(null, created)!).Length > MostHeadBytes
            ? new(FaultCodes.TooLarge, "Names and labels together are too long to be kept in a Worker's summary; shorten them.")
            : null;

    private static Fault Invalid(string message) => new(FaultCodes.Invalid, message);
}
