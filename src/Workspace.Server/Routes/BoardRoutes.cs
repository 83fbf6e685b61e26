using Microsoft.AspNetCore.Http;
using Yoi.Protocol.Browser;

namespace Yoi.Workspace.Server;

/// <summary>The board as of now.</summary>
internal sealed class BoardRoutes(BoardProjection board)
{
    public Task ShowAsync(HttpContext context) => Answer.WriteAsync(context, board.Snapshot(), BrowserJson.Default.BoardSnapshot);
}
