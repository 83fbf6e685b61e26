namespace Yoi.Protocol;

/// <summary>Every stable code a caller may meet. A code is never renamed and never means a second thing.</summary>
public static class FaultCodes
{
    // Any layer
    /// <summary>An argument, body or file has no valid form.</summary>
    public const string Invalid = "invalid";
    /// <summary>What was named does not exist, or is not yours to see.</summary>
    public const string NotFound = "not_found";
    /// <summary>Somebody else changed the thing first; read it again.</summary>
    public const string Conflict = "conflict";
    /// <summary>The content is larger than the limit the message names.</summary>
    public const string TooLarge = "too_large";
    /// <summary>The deadline of an operation passed.</summary>
    public const string Timeout = "timeout";
    /// <summary>A limit on things at the same time is reached; try again later.</summary>
    public const string Overloaded = "overloaded";
    /// <summary>The operation exists elsewhere, not here.</summary>
    public const string Unsupported = "operation_unsupported";
    /// <summary>A bug or a broken host; the log has the rest under the trace id.</summary>
    public const string Internal = "internal";

    // Stores
    /// <summary>Another process holds the store.</summary>
    public const string StoreLocked = "store_locked";
    /// <summary>The disk has no room; nothing of the append was kept.</summary>
    public const string DiskFull = "disk_full";
    /// <summary>The store could not be read or written.</summary>
    public const string StoreFailed = "store_failed";
    /// <summary>A record is damaged; the message names file and line.</summary>
    public const string StoreCorrupt = "store_corrupt";
    /// <summary>The store was written by a newer program.</summary>
    public const string SchemaNewer = "schema_newer";

    /// <summary>The stream was ended; nothing is appended to it.</summary>
    public const string StreamRetired = "stream_retired";
    /// <summary>Another holder has taken the lease in whose name this was done; stop acting for it.</summary>
    public const string Fenced = "fenced";
    /// <summary>Another holds the lease; wait until it is released or expires.</summary>
    public const string LeaseHeld = "lease_held";

    // Workers
    /// <summary>No such runtime.</summary>
    public const string UnknownRuntime = "unknown_runtime";
    /// <summary>No such Worker in this runtime.</summary>
    public const string UnknownWorker = "unknown_worker";
    /// <summary>The Worker works on something; wait, interrupt, or steer.</summary>
    public const string Busy = "busy";
    /// <summary>The Worker was stopped; restore it first.</summary>
    public const string WorkerStopped = "worker_stopped";
    /// <summary>The Worker was cancelled, which is for good; create another.</summary>
    public const string WorkerCancelled = "worker_cancelled";
    /// <summary>The runtime does not have the bundle that a request names; send it first.</summary>
    public const string BundleMissing = "bundle_missing";
    /// <summary>The Worker has no execution: its backend is absent or refused it.</summary>
    public const string WorkerUnconnected = "worker_unconnected";
    /// <summary>The runtime was opened without an execution backend.</summary>
    public const string BackendUnavailable = "execution_backend_unavailable";
    /// <summary>The execution backend threw or answered what it must not; the message carries its words.</summary>
    public const string BackendFailed = "execution_backend_failed";
    /// <summary>The profile's model provider is not set up.</summary>
    public const string ProviderMissing = "provider_missing";
    /// <summary>No such profile.</summary>
    public const string UnknownProfile = "unknown_profile";
    /// <summary>The runtime is stopped.</summary>
    public const string RuntimeStopped = "runtime_stopped";
    /// <summary>The runtime cannot be reached.</summary>
    public const string RuntimeUnavailable = "runtime_unavailable";
    /// <summary>The runtime did not answer in time.</summary>
    public const string RuntimeTimeout = "runtime_timeout";
    /// <summary>The runtime refused the credential.</summary>
    public const string RuntimeAuthFailed = "runtime_auth_failed";
    /// <summary>The runtime answered with something that is no answer.</summary>
    public const string RuntimeMalformedResponse = "runtime_malformed_response";
    /// <summary>The Worker may not be seen by who asks.</summary>
    public const string WorkerNotVisible = "worker_not_visible";
    /// <summary>A file of the older program is no Worker's metadata.</summary>
    public const string MetadataInvalid = "metadata_invalid";
    /// <summary>A file of the older program says that a Worker is active, and was not written for long.</summary>
    public const string MetadataStale = "metadata_stale";
    /// <summary>A file of the older program belongs to another workspace, or does not say to which.</summary>
    public const string MetadataForeign = "metadata_foreign";
    /// <summary>No run is under way that a message could join; send it as an input of its own.</summary>
    public const string NoRun = "no_run";
    /// <summary>A stream that is only for watching was sent something.</summary>
    public const string ObservationOnly = "observation_only";
    /// <summary>A run ended because the process died under it.</summary>
    public const string RunInterrupted = "run_interrupted";

    // Cursors
    /// <summary>The text is no cursor.</summary>
    public const string CursorMalformed = "cursor_malformed";
    /// <summary>The cursor belongs to another store or Worker.</summary>
    public const string CursorForeign = "cursor_foreign";
    /// <summary>The cursor points behind the last event there is.</summary>
    public const string CursorFuture = "cursor_future";
    /// <summary>What the cursor points at has been let go of by retention; begin with a new snapshot.</summary>
    public const string CursorExpired = "cursor_expired";

    // Models
    /// <summary>The provider refused the request; the same request will not work later.</summary>
    public const string ProviderFailed = "provider_failed";
    /// <summary>The provider did not answer, or said that it cannot now; it may work later.</summary>
    public const string ProviderUnavailable = "provider_unavailable";
    /// <summary>The provider refused for quota or rate.</summary>
    public const string ProviderQuota = "provider_quota";
    /// <summary>The run reached its limit of turns or tokens.</summary>
    public const string LimitReached = "limit_reached";
    /// <summary>A cassette has no answer for the request.</summary>
    public const string CassetteMiss = "cassette_miss";

    // Sandbox and scope
    /// <summary>bubblewrap is missing or cannot make a sandbox here; nothing ran.</summary>
    public const string SandboxUnavailable = "sandbox_unavailable";
    /// <summary>The path is outside the Worker's scope.</summary>
    public const string OutOfScope = "out_of_scope";

    // Git and worktrees
    /// <summary>git failed; the message carries its words.</summary>
    public const string GitFailed = "git_failed";
    /// <summary>Another git process holds a lock of the repository; it may work later. A lock whose process is gone is a file to remove by hand.</summary>
    public const string GitBusy = "git_busy";
    /// <summary>git is missing or older than 2.38.</summary>
    public const string GitUnavailable = "git_unavailable";
    /// <summary>Two branches changed the same lines.</summary>
    public const string MergeConflict = "merge_conflict";
    /// <summary>The branch is checked out somewhere and is not moved under its user.</summary>
    public const string BranchCheckedOut = "branch_checked_out";
    /// <summary>There is nothing to commit or merge.</summary>
    public const string NothingToCommit = "nothing_to_commit";
    /// <summary>What a Worker left in its worktree could not be committed and stays there.</summary>
    public const string NotSaved = "not_saved";
    /// <summary>A signature or chain of records does not hold.</summary>
    public const string VerificationFailed = "verification_failed";

    // Tickets
    /// <summary>Another writer held the ticket store for more than five seconds.</summary>
    public const string TicketStoreLocked = "ticket_store_locked";
    /// <summary>The ticket is in another state than the caller saw; the message names it.</summary>
    public const string StaleState = "stale_state";
    /// <summary>The gate of a transition is not satisfied; the message names what is missing.</summary>
    public const string GateRefused = "gate_refused";
    /// <summary>The relation would make tickets wait for each other in a circle; the message names it.</summary>
    public const string RelationCycle = "relation_cycle";
    /// <summary>The state table has no such transition.</summary>
    public const string NoSuchTransition = "no_such_transition";
    /// <summary>More than one id fits the abbreviation.</summary>
    public const string AmbiguousId = "ambiguous_id";
    /// <summary>The ticket's files cannot be read; the message names file and line.</summary>
    public const string TicketUnreadable = "ticket_unreadable";

    // Workspace and access
    /// <summary>The folder belongs to no workspace; run <c>yoi init</c>.</summary>
    public const string NoWorkspace = "no_workspace";
    /// <summary>The settings file has an error; the message names file and line.</summary>
    public const string SettingsInvalid = "settings_invalid";
    /// <summary>An executable setting waits for a person's <c>yoi trust</c>.</summary>
    public const string Untrusted = "untrusted";
    /// <summary>No server runs for this workspace; start <c>yoi up</c>.</summary>
    public const string ServerUnavailable = "server_unavailable";
    /// <summary>The credential is missing, unknown, used or expired.</summary>
    public const string Unauthorized = "unauthorized";
    /// <summary>Who vouches for people does not answer, or answers what cannot be used; it may work later.</summary>
    public const string LoginUnavailable = "login_unavailable";
    /// <summary>The Host or Origin header is not this server's, or the server is for no browser at all.</summary>
    public const string ForbiddenOrigin = "forbidden_origin";
    /// <summary>The role of the caller, a Worker, a person or a token, does not allow the call.</summary>
    public const string ForbiddenAuthority = "forbidden_authority";
}
