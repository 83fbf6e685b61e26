using Yoi.Bench;
using Yoi.Bench.Runtime;
using Yoi.Bench.Servers;
using Yoi.Bench.Tickets;

var quick = args.Contains("--quick");
switch (args)
{
    case ["tickets", ..]:
        await new TicketBench(new(AppContext.BaseDirectory), quick).RunAsync();
        return 0;
    case ["runtime", .. var rest]:
        await new RuntimeBench(quick, rest.FirstOrDefault(a => a != "--quick")).RunAsync();
        return 0;
    case ["servers", .. var rest]:
        await new ServerBench(new(AppContext.BaseDirectory), quick, rest.FirstOrDefault(a => a != "--quick")).RunAsync();
        return 0;
    case ["server", .. var server]:
        await ServerPart.RunAsync(server);
        return 0;
    case ["part", .. var part]:
        await Part.RunAsync(part);
        return 0;
    default:
        Console.Error.WriteLine("usage: bench/run tickets|runtime|servers [--quick]");
        return 2;
}
