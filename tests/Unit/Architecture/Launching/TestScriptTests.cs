namespace Yoi.Tests.Unit.Architecture.Launching;

public sealed class TestScriptTests : IDisposable
{
    private readonly ScriptBench _bench = new();

    public void Dispose() => _bench.Dispose();

    [Fact]
    public async Task Totals_of_all_suites_and_checks_stand_in_the_last_line()
    {
        Suites("passed=\"5\" failed=\"0\" skipped=\"0\" errors=\"0\"");
        await EndsAsync(0, "17 passed, 0 failed, 0 skipped");
    }

    [Fact]
    public async Task A_failed_test_fails_the_whole()
    {
        Suites("passed=\"5\" failed=\"0\" skipped=\"0\" errors=\"0\"");
        Suite("Unit", "passed=\"3\" failed=\"2\" skipped=\"0\" errors=\"0\"", code: 1);
        var ran = await EndsAsync(1, "15 passed, 2 failed, 0 skipped");
        ran.Output.ShouldContain("Unit: 2 failed, see above");
    }

    [Fact]
    public async Task A_skipped_test_is_named_with_its_reason()
    {
        Suites("passed=\"5\" failed=\"0\" skipped=\"0\" errors=\"0\"");
        Suite("EndToEnd", "passed=\"1\" failed=\"0\" skipped=\"1\" errors=\"0\"", tests:
            "<test name=\"A.passes\" result=\"Pass\" time=\"0.1\" /><test name=\"A.waits(a: \\&quot;b\\&quot;)\" type=\"A\" result=\"Skip\" time=\"0\"><reason><![CDATA[chromium is\nmissing]]></reason></test>");
        var ran = await EndsAsync(0, "13 passed, 0 failed, 1 skipped");
        ran.Output.ShouldContain("A.waits(a: \"b\"): chromium is missing\n");
    }

    [Theory]
    [InlineData("exit 134", "Conformance (no report): ended with exit code 134")]
    [InlineData("exit 0", "Conformance (no report): ended with exit code 1")]
    public async Task A_suite_that_crashes_is_a_failure(string script, string reason)
    {
        Suites("passed=\"5\" failed=\"0\" skipped=\"0\" errors=\"0\"");
        Executable("Conformance", script);
        (await EndsAsync(1, "12 passed, 1 failed, 0 skipped")).Output.ShouldContain(reason);
    }

    [Fact]
    public async Task A_suite_that_ran_nothing_is_a_failure_unless_a_filter_was_given()
    {
        Suites("passed=\"5\" failed=\"0\" skipped=\"0\" errors=\"0\"");
        Suite("Conformance", "total=\"0\"");
        (await EndsAsync(1, "12 passed, 1 failed, 0 skipped")).Output.ShouldContain("Conformance: ran nothing");
        await EndsAsync(0, "10 passed, 0 failed, 0 skipped", "--filter", "Something");
        Suites("total=\"0\"");
        (await EndsAsync(1, "0 passed, 1 failed, 0 skipped", "--filter", "Something")).Output.ShouldContain("nothing ran");
    }

    [Fact]
    public async Task A_suite_that_reports_success_and_ends_with_an_error_is_a_failure()
    {
        Suites("passed=\"5\" failed=\"0\" skipped=\"0\" errors=\"0\"");
        Suite("Unit", "passed=\"5\" failed=\"0\" skipped=\"0\" errors=\"0\"", code: 3);
        (await EndsAsync(1, "17 passed, 1 failed, 0 skipped")).Output.ShouldContain("Unit: ended with exit code 3");
    }

    [Fact]
    public async Task A_build_that_fails_is_shown_and_is_a_failure()
    {
        _bench.Write("broken", "");
        (await EndsAsync(1, "0 passed, 1 failed, 0 skipped")).Error.ShouldContain("error CS1002");
    }

    [Fact]
    public async Task A_missing_sdk_is_a_failure_that_names_it()
    {
        File.Delete(_bench.In("bin", "dotnet"));
        (await EndsAsync(1, "0 passed, 1 failed, 0 skipped")).Error.ShouldContain("The .NET 10 SDK is missing.");
    }

    [Fact]
    public async Task Without_Node_the_web_tests_are_skipped_with_the_reason()
    {
        Suites("passed=\"5\" failed=\"0\" skipped=\"0\" errors=\"0\"");
        _bench.Folder("repo/web");
        _bench.Write("repo/web/package.json", "{}");
        (await EndsAsync(0, "17 passed, 0 failed, 1 skipped")).Output.ShouldContain("web: Node 20.19 or newer (with npm) is missing\n");
    }

    [Fact]
    public async Task Packages_of_the_pages_that_do_not_install_are_a_failure()
    {
        Suites("passed=\"5\" failed=\"0\" skipped=\"0\" errors=\"0\"");
        _bench.Folder("repo/web");
        _bench.Write("repo/web/package.json", "{}");
        _bench.Write("repo/web/package-lock.json", "{}");
        _bench.Program("node", "#!/bin/bash\necho v22.1.0\n");
        _bench.Program("npm", "#!/bin/bash\necho 'npm ERR! network'\nexit 1\n");
        var ran = await EndsAsync(1, "17 passed, 1 failed, 0 skipped");
        ran.Output.ShouldContain("web: npm ci");
        ran.Error.ShouldContain("npm ERR! network");
    }

    [Fact]
    public async Task Web_tests_count_with_broken_files_as_failures_and_skipped_tests_by_name()
    {
        var node = ScriptBench.FindTool("node");
        Assert.SkipWhen(node is null, "Node is not installed.");
        Suites("passed=\"5\" failed=\"0\" skipped=\"0\" errors=\"0\"");
        _bench.Folder("repo/web/node_modules");
        _bench.Write("repo/web/package.json", "{}");
        _bench.Write("repo/web/package-lock.json", "{}");
        _bench.Write("report.json", """
            {"numPassedTests":4,"numFailedTests":1,"numPendingTests":1,"numTodoTests":1,"testResults":[
             {"name":"a.test.ts","status":"failed","assertionResults":[{"status":"failed","fullName":"a"},{"status":"skipped","fullName":"b"},{"status":"todo","fullName":"c"}]},
             {"name":"d.test.ts","status":"failed","assertionResults":[]}]}
            """);
        _bench.Program("node", $"#!/bin/bash\n[ \"$1\" = --version ] && echo v22.0.0 || exec '{node}' \"$@\"\n");
        _bench.Program("npm", """
            #!/bin/bash
            for argument; do case "$argument" in --outputFile.json=*) cat "$BENCH/report.json" >"${argument#*=}"; exit 1 ;; esac; done
            """);
        var ran = await EndsAsync(1, "23 passed, 2 failed, 2 skipped");
        ran.Output.ShouldContain("web: 2 failed, see above");
        ran.Output.ShouldContain("b: skipped in a.test.ts");
    }

    private async Task<Ran> EndsAsync(int code, string lastLine, params string[] arguments)
    {
        var ran = await _bench.RunAsync(_bench.In("repo", "test"), arguments);
        ran.Output.TrimEnd('\n').Split('\n')[^1].ShouldBe(lastLine, ran.Output + ran.Error);
        ran.ExitCode.ShouldBe(code);
        return ran;
    }

    private void Suites(string counts)
    {
        foreach (var name in (string[])["Unit", "Conformance", "EndToEnd"]) Suite(name, counts);
    }

    /// <summary>A suite that writes the report its runner would write.</summary>
    private void Suite(string name, string counts, int code = 0, string tests = "")
    {
        _bench.Write($"{name}.xml", $"<?xml version=\"1.0\" encoding=\"utf-8\"?><assemblies><assembly name=\"{name}\" {counts}><collection>{tests}</collection></assembly></assemblies>");
        Executable(name, $"while [ \"$1\" != -xml ]; do shift; done; cat \"$BENCH/{name}.xml\" >\"$2\"; exit {code}");
    }

    private void Executable(string name, string script)
    {
        _bench.Folder($"repo/artifacts/bin/{name}/release");
        var path = $"repo/artifacts/bin/{name}/release/Yoi.Tests.{name}";
        _bench.Write(path, $"#!/bin/bash\n{script}\n");
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(_bench.In(path), UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }
}
