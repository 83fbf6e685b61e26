namespace Yoi.Protocol.Browser;

/// <summary>Asks for a Worker by hand.</summary>
/// <param name="Profile">A role or profile, such as coder or builtin:coder.</param>
/// <param name="Name">For people; where null, the profile's role.</param>
/// <param name="Input">Its first message.</param>
/// <param name="Runtime">Where it is to live; null for the embedded runtime. Only there it has a worktree.</param>
public sealed record NewWorker(string Profile, string? Name = null, string? Input = null, RuntimeId? Runtime = null);

/// <summary>A message to a Worker.</summary>
/// <param name="Text">The text, at most 256 KiB of UTF-8; may be empty for resume.</param>
/// <param name="Kind">user (starts a run), steer (joins the run at hand) or resume (goes on after an interruption).</param>
public sealed record NewInput(string Text, InputKind Kind = InputKind.User);

/// <summary>What became of a message.</summary>
/// <param name="Status">accepted, busy, rejected, not_found or failed.</param>
/// <param name="Run">The run it started or joined.</param>
/// <param name="Problem">Why it was not accepted.</param>
public sealed record InputView(InputStatus Status, RunId? Run, Notice? Problem);

/// <summary>Answers a Worker that asked whether it may.</summary>
/// <param name="Allow">Whether it may.</param>
/// <param name="Always">Whether the rule shown with the question is to be kept for this Worker.</param>
public sealed record ApprovalAnswer(bool Allow, bool Always = false);

/// <summary>A call that waits for a person's word.</summary>
/// <param name="CallId">The call.</param>
/// <param name="Tool">The tool.</param>
/// <param name="Text">What it would do: the command line, the path.</param>
/// <param name="Rule">The rule that "always" would keep, in words; null where there can be none.</param>
/// <param name="AskedAt">When it was asked.</param>
/// <param name="Deadline">When it counts as denied.</param>
public sealed record ApprovalView(string CallId, string Tool, string Text, string? Rule, DateTimeOffset AskedAt, DateTimeOffset Deadline);

/// <summary>Events of a Worker, oldest first.</summary>
/// <param name="Items">The events.</param>
/// <param name="More">True where there are more behind them.</param>
public sealed record TranscriptPage(IReadOnlyList<TranscriptEvent> Items, bool More);
