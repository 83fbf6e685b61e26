using System.CommandLine;
using System.Text;
using Yoi.Protocol;

namespace Yoi.Cli;

/// <summary>A body from <c>--body</c>, <c>--body-file</c>, standard input, or the person's editor.</summary>
internal sealed class BodyInput
{
    private const int MostBytes = 4 * 1024 * 1024;

    private readonly Option<string?> _text = new("--body", "-b") { Description = "The body, in Markdown", HelpName = "TEXT" };
    private readonly Option<string?> _file = new("--body-file") { Description = "A file that holds the body; - for standard input", HelpName = "FILE" };

    /// <summary>Adds the options to a command.</summary>
    public void AddTo(Command command)
    {
        command.Add(_text);
        command.Add(_file);
    }

    /// <summary>Whether an option gives it.</summary>
    public bool IsGiven(ParseResult parse) => parse.GetValue(_text) is not null || parse.GetValue(_file) is not null;

    /// <summary>The body; where none is given, what is piped in; else <c>invalid</c>.</summary>
    public async Task<Result<string>> ReadAsync(ParseResult parse, CancellationToken cancellationToken)
    {
        if (parse.GetValue(_text) is { } text) return text;
        var file = parse.GetValue(_file) ?? (Console.IsInputRedirected ? "-" : null);
        if (file is null) return new Fault(FaultCodes.Invalid, "No body: give --body, --body-file, or pipe it in.");
        try
        {
            await using var source = file == "-" ? Console.OpenStandardInput() : File.OpenRead(file);
            return await ReadAsync(source, cancellationToken);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return new Fault(FaultCodes.NotFound, $"The body's file cannot be read: {e.Message}");
        }
        catch (DecoderFallbackException)
        {
            return new Fault(FaultCodes.Invalid, "The body is not UTF-8.");
        }
    }

    /// <summary>The same; on a terminal, where none is given, the person writes it in an editor that opens with a text.</summary>
    public async Task<Result<EditedText>> ReadOrEditAsync(ParseResult parse, string template, CancellationToken cancellationToken)
    {
        if (!IsGiven(parse) && Editor.IsAtTerminal) return await Editor.EditAsync(template, cancellationToken);
        return (await ReadAsync(parse, cancellationToken)).TryGet(out var text, out var fault) ? new EditedText(null, text) : fault;
    }

    private static async Task<Result<string>> ReadAsync(Stream source, CancellationToken cancellationToken)
    {
        using var all = new MemoryStream();
        var buffer = new byte[64 * 1024];
        for (int read; (read = await source.ReadAsync(buffer, cancellationToken)) > 0;)
        {
            if (all.Length + read > MostBytes) return new Fault(FaultCodes.TooLarge, "The body is larger than 4 MiB; attach large content as an artifact.");
            await all.WriteAsync(buffer.AsMemory(0, read), cancellationToken);
        }

        return new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(all.GetBuffer(), 0, (int)all.Length);
    }
}
