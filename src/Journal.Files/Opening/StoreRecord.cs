using System.Text.Json;
using System.Text.Json.Serialization;
using Yoi.Protocol;

namespace Yoi.Journal.Files;

/// <summary><c>journal.json</c>: what wrote the store, and which store it is.</summary>
/// <param name="Schema">The version of the store's form.</param>
/// <param name="Store">The store's id, made once.</param>
internal sealed record StoreRecord(int Schema, Guid Store)
{
    public const string FileName = "journal.json";
    public const string TemporaryName = "journal.json.tmp";
    public const int CurrentSchema = 1;

    /// <summary>Reads the record, or writes a new one into a store without a log.</summary>
    public static Result<StoreRecord> ReadOrCreate(IDisk disk, string root, bool hasLog)
    {
        var path = Path.Combine(root, FileName);
        if (disk.HasFile(path)) return Read(disk, path);
        // The record is written before the first log file: a log without it is damage, and its schema is unknown.
        if (hasLog) return Corrupt(path, "it is missing, but there is a log");
        var record = new StoreRecord(CurrentSchema, Guid.NewGuid());
        disk.Replace(path, Path.Combine(root, TemporaryName), JsonSerializer.SerializeToUtf8Bytes(record, StoreJson.Default.StoreRecord));
        disk.SyncFolder(root);
        return record;
    }

    private static Result<StoreRecord> Read(IDisk disk, string path)
    {
        try
        {
            var record = JsonSerializer.Deserialize(disk.ReadAll(path), StoreJson.Default.StoreRecord);
            if (record is null || record.Schema < 1) return Corrupt(path, "it has no schema version");
            return record.Schema > CurrentSchema
                ? new Fault(FaultCodes.SchemaNewer, $"The journal '{path}' has schema {record.Schema}; this program knows {CurrentSchema}. Use a newer program.")
                : record;
        }
        catch (JsonException exception)
        {
            return Corrupt(path, exception.Message);
        }
    }

    private static Fault Corrupt(string path, string why) =>
        new(FaultCodes.StoreCorrupt, $"The journal's record '{path}' cannot be used: {why}. Restore it from a backup.");
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(StoreRecord))]
internal sealed partial class StoreJson : JsonSerializerContext;
