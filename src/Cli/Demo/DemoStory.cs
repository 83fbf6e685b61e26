namespace Yoi.Cli;

/// <summary>The demo's ticket and the file it is about.</summary>
internal static class DemoStory
{
    public const string SourcePath = "src/duration.js";

    public const string Title = "Show durations of an hour or more in hours";

    public const string CoderModel = "demo-coder";

    public const string ReviewerModel = "demo-reviewer";

    public const string Validation = "node --test";

    public const string SourceBefore = """
        export function formatDuration(totalSeconds) {
          const minutes = Math.floor(totalSeconds / 60);
          const seconds = totalSeconds % 60;
          return minutes > 0 ? `${minutes}m ${seconds}s` : `${seconds}s`;
        }

        """;

    public const string SourceAfter = """
        export function formatDuration(totalSeconds) {
          const hours = Math.floor(totalSeconds / 3600);
          const minutes = Math.floor((totalSeconds % 3600) / 60);
          const seconds = totalSeconds % 60;
          if (hours > 0) return `${hours}h ${minutes}m ${seconds}s`;
          return minutes > 0 ? `${minutes}m ${seconds}s` : `${seconds}s`;
        }

        """;

    public const string Body = """
        ## Background

        `formatDuration(3600)` answers `60m 0s`. People read that as a mistake.

        ## Requirements

        - From 3600 seconds on, hours come first: `1h 0m 0s`.
        - Shorter durations read as they do now.

        ## Acceptance criteria

        - `node --test` passes.

        ## Write scope

        - `src/**`

        ## Where to look

        - `src/duration.js`, `test/duration.test.js`

        ## Reviewer focus

        - The limits: 59, 60, 3599, 3600.

        """;
}
