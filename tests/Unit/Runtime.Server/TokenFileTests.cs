using Yoi.Protocol;
using Yoi.Runtime.Server;

namespace Yoi.Tests.Unit.Runtime.Server;

public sealed class TokenFileTests : IDisposable
{
    private const string Hash = "0000000000000000000000000000000000000000000000000000000000000001";

    private readonly TokenFolder _tokens = new();

    [Fact]
    public async Task A_new_token_is_256_random_bits_and_only_its_hash_is_kept_in_a_file_of_the_owners()
    {
        var first = await _tokens.AddAsync();
        var second = await _tokens.AddAsync();
        first.ShouldNotBe(second);
        System.Buffers.Text.Base64Url.DecodeFromChars(first).Length.ShouldBe(32);
        var text = File.ReadAllText(_tokens.File);
        text.ShouldNotContain(first);
        text.Split('\n').Length.ShouldBe(3);
        _tokens.Mode.ShouldBe(TokenFolder.OwnerOnly);
    }

    [Fact]
    public async Task A_token_is_added_behind_a_last_line_that_an_editor_left_open()
    {
        _tokens.Write(Line());
        await _tokens.AddAsync();
        using var file = Open().Value;
        File.ReadAllLines(_tokens.File).Length.ShouldBe(2);
    }

    [Fact]
    public void Without_a_file_or_a_token_nothing_opens()
    {
        Open().Fault!.Code.ShouldBe(FaultCodes.NotFound);
        _tokens.Write("\n  \n");
        Open().Fault!.Code.ShouldBe(FaultCodes.NotFound);
    }

    [Theory]
    [InlineData(UnixFileMode.GroupRead)]
    [InlineData(UnixFileMode.OtherRead)]
    [InlineData(UnixFileMode.GroupWrite)]
    [InlineData(UnixFileMode.OtherExecute)]
    public async Task A_file_that_others_can_reach_is_refused(UnixFileMode others)
    {
        await _tokens.AddAsync();
        _tokens.Mode |= others;

        Open().Fault!.Code.ShouldBe(FaultCodes.ForbiddenAuthority);
        (await TokenFile.AddAsync(_tokens.File, new("tea", [Permission.Read], null, "n"), TestContext.Current.CancellationToken)).Fault!.Code.ShouldBe(FaultCodes.ForbiddenAuthority);
    }

    [Theory]
    [InlineData("{")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("""{"hash":"00","workspace":"tea","permissions":["read"],"name":"n"}""")]
    [InlineData($$"""{"hash":"{{Hash}}","workspace":"Tea","permissions":["read"],"name":"n"}""")]
    [InlineData($$"""{"hash":"{{Hash}}","workspace":"","permissions":["read"],"name":"n"}""")]
    [InlineData($$"""{"hash":"{{Hash}}","workspace":"tea","permissions":[],"name":"n"}""")]
    [InlineData($$"""{"hash":"{{Hash}}","workspace":"tea","permissions":["none"],"name":"n"}""")]
    [InlineData($$"""{"hash":"{{Hash}}","workspace":"tea","permissions":["all"],"name":"n"}""")]
    [InlineData($$"""{"hash":"{{Hash}}","workspace":"tea","permissions":["read"],"name":"n","scope":"x"}""")]
    [InlineData($$"""{"hash":"{{Hash}}","workspace":"tea","permissions":["read"],"name":"n","expires":"soon"}""")]
    [InlineData($$"""{"hash":"{{Hash}}","workspace":"tea","permissions":["read"]}""")]
    public async Task A_bad_line_is_refused_by_its_number(string line)
    {
        await _tokens.AddAsync();
        File.AppendAllText(_tokens.File, $"\n{line}\n");

        var fault = Open().Fault!;
        fault.Code.ShouldBe(FaultCodes.Invalid);
        fault.Message.ShouldStartWith("Line 3 ");
    }

    [Fact]
    public void The_same_hash_twice_is_refused()
    {
        _tokens.Write($"{Line()}\n{Line()}\n");

        Open().Fault!.Message.ShouldStartWith("Line 2 ");
    }

    [Theory]
    [InlineData("", "n")]
    [InlineData("Tea", "n")]
    [InlineData("tea/../coffee", "n")]
    [InlineData("tea", "")]
    public async Task A_token_that_could_not_be_read_back_is_not_made(string workspace, string name)
    {
        (await TokenFile.AddAsync(_tokens.File, new(workspace, [Permission.Read], null, name), TestContext.Current.CancellationToken)).Fault!.Code.ShouldBe(FaultCodes.Invalid);
        File.Exists(_tokens.File).ShouldBeFalse();
    }

    public void Dispose() => _tokens.Dispose();

    private Result<TokenFile> Open() => TokenFile.Open(_tokens.File, TimeProvider.System);

    private static string Line() => $$"""{"hash":"{{Hash}}","workspace":"tea","permissions":["read"],"name":"n"}""";
}
