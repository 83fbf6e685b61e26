using System.Text.Json;
using System.Text.Json.Serialization;

namespace Yoi.Protocol.Browser;

/// <summary>All that may be serialised towards a browser. The server knows no other context there.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(BoardSnapshot))]
[JsonSerializable(typeof(BoardFrame))]
[JsonSerializable(typeof(WorkerPage))]
[JsonSerializable(typeof(StatusView))]
[JsonSerializable(typeof(LinkSecret))]
[JsonSerializable(typeof(SessionToken))]
[JsonSerializable(typeof(OneTimeLink))]
[JsonSerializable(typeof(ProblemView))]
[JsonSerializable(typeof(TicketView))]
[JsonSerializable(typeof(TicketMove))]
[JsonSerializable(typeof(NewComment))]
[JsonSerializable(typeof(TicketDraft))]
[JsonSerializable(typeof(DiffView))]
[JsonSerializable(typeof(WorkerView))]
[JsonSerializable(typeof(NewWorker))]
[JsonSerializable(typeof(NewInput))]
[JsonSerializable(typeof(InputView))]
[JsonSerializable(typeof(ApprovalAnswer))]
[JsonSerializable(typeof(TranscriptPage))]
[JsonSerializable(typeof(WorkerFrame))]
[JsonSerializable(typeof(RuntimePage))]
[JsonSerializable(typeof(RuntimeView))]
[JsonSerializable(typeof(NewRuntime))]
[JsonSerializable(typeof(OlderRecords))]
[JsonSerializable(typeof(CallerView))]
[JsonSerializable(typeof(NewToken))]
[JsonSerializable(typeof(TokenPage))]
[JsonSerializable(typeof(IssuedToken))]
[JsonSerializable(typeof(SessionPage))]
[JsonSerializable(typeof(Revoked))]
[JsonSerializable(typeof(AccessMethods))]
[JsonSerializable(typeof(LoginStart))]
[JsonSerializable(typeof(LoginAddress))]
[JsonSerializable(typeof(AuditPage))]
public sealed partial class BrowserJson : JsonSerializerContext;
