using Yoi.Bench;
using Yoi.Bench.Tickets;

var quick = args.Contains("--quick");
switch (args.FirstOrDefault())
{
    case "tickets":
        await new TicketBench(new(AppContext.BaseDirectory), quick).RunAsync();
        return 0;
    default:
        Console.Error.WriteLine("usage: bench/run tickets [--quick]");
        return 2;
}
