using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Globalization;

namespace Yoi.Workspace.Server;

/// <summary>What the server counts.</summary>
internal sealed class ServerMetrics : IDisposable
{
    private readonly Meter _meter = new(TelemetryNames.Meter);
    private readonly Histogram<double> _duration;
    private readonly Counter<long> _requests;
    private readonly UpDownCounter<long> _streams;
    private readonly Counter<long> _rateLimited;
    private readonly Counter<long> _unrecorded;

    public ServerMetrics()
    {
        Book = new(_meter);
        _duration = _meter.CreateHistogram<double>(TelemetryNames.RequestDuration, "s", "How long requests took; streams are left out.");
        _requests = _meter.CreateCounter<long>(TelemetryNames.Requests, null, "Requests; streams when they end.");
        _streams = _meter.CreateUpDownCounter<long>(TelemetryNames.Streams, null, "Streams open.");
        _rateLimited = _meter.CreateCounter<long>(TelemetryNames.RateLimited, null, "Calls answered with 429.");
        _unrecorded = _meter.CreateCounter<long>(TelemetryNames.Unrecorded, null, "Refused mutations that left no audit record of their own.");
        _streams.Add(0);
        _unrecorded.Add(0);
    }

    /// <summary>What was counted, to be read.</summary>
    public MetricsBook Book { get; }

    public void Answered(string method, string route, int status, TimeSpan took, bool isStream)
    {
        var tags = new TagList { { "method", method }, { "route", route }, { "status", status.ToString(CultureInfo.InvariantCulture) } };
        _requests.Add(1, tags);
        if (!isStream) _duration.Record(took.TotalSeconds, tags);
    }

    public void StreamOpened() => _streams.Add(1);

    public void StreamClosed() => _streams.Add(-1);

    public void RateLimited(string limit) => _rateLimited.Add(1, new KeyValuePair<string, object?>("limit", limit));

    public void Unrecorded() => _unrecorded.Add(1);

    public void Dispose()
    {
        Book.Dispose();
        _meter.Dispose();
    }
}
