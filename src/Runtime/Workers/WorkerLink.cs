using Yoi.Protocol;

namespace Yoi.Runtime;

/// <summary>Between a Worker and its execution: at most one connection, one attempt to connect, and the interrupts under way.</summary>
internal sealed class WorkerLink(Lock @lock)
{
    private Connection? _connection;
    private Task<Fault?>? _connecting;
    private Task _leaving = Task.CompletedTask;
    private Task _interrupts = Task.CompletedTask;

    public Connection? Connection
    {
        get
        {
            lock (@lock) return _connection;
        }
    }

    /// <summary>Completes when the interrupts under way were answered; a new run waits for it, so that none of them hits it.</summary>
    public Task Interrupts
    {
        get
        {
            lock (@lock) return _interrupts;
        }
    }

    /// <summary>Completes when the execution before this one is gone, or was given up.</summary>
    public Task Leaving
    {
        get
        {
            lock (@lock) return _leaving;
        }
    }

    /// <summary>Whether there is an execution, one on its way, or one that has not ended. Asked under the lock.</summary>
    public bool IsAttached => _connection is not null || _connecting is not null || !_leaving.IsCompleted || !_interrupts.IsCompleted;

    /// <summary>The one attempt to connect, begun where there is none; null where there is a connection.</summary>
    public Task<Fault?>? ConnectOnce(Func<Task<Fault?>> connect)
    {
        lock (@lock) return _connection is not null ? null : _connecting ??= connect();
    }

    /// <summary>The attempt is over.</summary>
    public void Connected(Connection? connection)
    {
        lock (@lock) (_connection, _connecting) = (connection, null);
    }

    /// <summary>Takes the connection away if it is still this one; <paramref name="leave"/> ends it.</summary>
    public bool TryDrop(Connection connection, Func<Task> leave)
    {
        lock (@lock)
        {
            if (_connection != connection) return false;
            _connection = null;
            _leaving = leave();
            return true;
        }
    }

    /// <summary>Begins an interrupt; false where another connection has taken over.</summary>
    public bool TryInterrupt(Connection connection, Task answered)
    {
        lock (@lock)
        {
            if (_connection != connection) return false;
            _interrupts = _interrupts.IsCompleted ? answered : Task.WhenAll(_interrupts, answered);
            return true;
        }
    }
}
