namespace Yoi.Protocol.Browser;

/// <summary>What a ticket waits for, as a tree in depth-first order.</summary>
/// <param name="Nodes">The ticket itself, then what it waits for; at most 1,000.</param>
/// <param name="More">True where the tree goes on.</param>
public sealed record WhyView(IReadOnlyList<WhyNodeView> Nodes, bool More);

/// <summary>A ticket in that tree.</summary>
/// <param name="Depth">0 for the ticket that was asked about.</param>
/// <param name="Ticket">The ticket.</param>
/// <param name="Title">Its title; null where there is no such ticket.</param>
/// <param name="State">Its state; null where there is no such ticket.</param>
/// <param name="Wait">Why the one above waits for it; null at the root.</param>
/// <param name="WaitsFor">How many tickets it waits for itself; they follow, unless it is cut.</param>
/// <param name="Cut">cycle or shown, where the branch ends although it waits for something.</param>
/// <param name="Next">What has to happen next to it.</param>
public sealed record WhyNodeView(int Depth, TicketId Ticket, string? Title, string? State, WaitView? Wait, int WaitsFor, string? Cut, string Next);

/// <summary>Queued tickets in the order in which they are to start.</summary>
/// <param name="Items">The tickets, at most 500.</param>
/// <param name="More">True where more are queued.</param>
/// <param name="Free">How many places for coders are free now.</param>
public sealed record StartablePage(IReadOnlyList<StartableView> Items, bool More, int Free);

/// <summary>A queued ticket.</summary>
/// <param name="Ticket">The ticket.</param>
/// <param name="Title">Its title.</param>
/// <param name="Order">Its place in the queue, from 1.</param>
/// <param name="CanStart">Whether nothing of the records holds it back.</param>
/// <param name="Waits">What does.</param>
public sealed record StartableView(TicketId Ticket, string Title, int Order, bool CanStart, IReadOnlyList<WaitView> Waits);
