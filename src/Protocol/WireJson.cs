using System.Text.Json;
using System.Text.Json.Serialization;

namespace Yoi.Protocol;

/// <summary>The private wire: what journals hold and what our own programs send each other. Never used towards a browser.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    AllowOutOfOrderMetadataProperties = true,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(WorkerEvent))]
[JsonSerializable(typeof(ObservationFrame))]
[JsonSerializable(typeof(CreateWorkerRequest))]
[JsonSerializable(typeof(WorkerInput))]
[JsonSerializable(typeof(InputOutcome))]
[JsonSerializable(typeof(WorkerSummary))]
[JsonSerializable(typeof(WorkerSummaryPage))]
[JsonSerializable(typeof(WorkerQuery))]
[JsonSerializable(typeof(ConfigBundle))]
[JsonSerializable(typeof(RuntimeSummary))]
[JsonSerializable(typeof(RuntimeDiagnostic))]
[JsonSerializable(typeof(RuntimeProblem))]
[JsonSerializable(typeof(EventPage))]
[JsonSerializable(typeof(ApprovalDecision))]
[JsonSerializable(typeof(WorkerHint))]
[JsonSerializable(typeof(WorkerRef))]
[JsonSerializable(typeof(IntentPacket))]
[JsonSerializable(typeof(Receipt))]
[JsonSerializable(typeof(SignedReceipt))]
[JsonSerializable(typeof(AddWorktreeCall))]
[JsonSerializable(typeof(HostWorktree))]
[JsonSerializable(typeof(HostWorktreePage))]
[JsonSerializable(typeof(HostWorktreeStatus))]
[JsonSerializable(typeof(CommitWorktreeCall))]
[JsonSerializable(typeof(WorktreeCommit))]
[JsonSerializable(typeof(RemovedWorktree))]
[JsonSerializable(typeof(CheckCall))]
[JsonSerializable(typeof(CheckReport))]
[JsonSerializable(typeof(TicketToolCall))]
[JsonSerializable(typeof(TicketToolReply))]
[JsonSerializable(typeof(WorkSubmission))]
[JsonSerializable(typeof(ReviewSubmission))]
[JsonSerializable(typeof(BlockedReport))]
public sealed partial class WireJson : JsonSerializerContext;
