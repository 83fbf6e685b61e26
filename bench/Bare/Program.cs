// A bare ASP.NET Core app, as a template makes one: what a server costs that does nothing yet.
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Logging;

var builder = WebApplication.CreateBuilder();
builder.Logging.ClearProviders();
builder.WebHost.UseUrls("http://127.0.0.1:0");
var app = builder.Build();
app.MapGet("/", () => "ready");
await app.StartAsync();
Console.WriteLine($"Listening on {app.Urls.First()}");
await Console.In.ReadLineAsync();
