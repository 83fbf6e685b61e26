using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Yoi.Tests.Unit.Workspace.Server;

/// <summary>Keeps what was logged, as the operator would read it.</summary>
internal sealed class LogBook : ILoggerFactory, ILogger
{
    private readonly ConcurrentQueue<string> _lines = new();
    private readonly LoggerExternalScopeProvider _scopes = new();

    public IReadOnlyCollection<string> Lines => _lines;

    public string Text => string.Join('\n', _lines);

    public ILogger CreateLogger(string categoryName) => this;

    public void AddProvider(ILoggerProvider provider) => throw new NotSupportedException("The book is its own provider.");

    public IDisposable? BeginScope<TState>(TState state) where TState : notnull => _scopes.Push(state);

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        var scopes = new List<string>();
        _scopes.ForEachScope((scope, all) => all.Add($"{scope}"), scopes);
        _lines.Enqueue($"{logLevel}: [{string.Join(", ", scopes)}] {formatter(state, exception)} {exception}");
    }

    public void Dispose()
    {
    }
}
