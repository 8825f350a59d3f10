package dev.sallyport.mcp.wire;

import dev.sallyport.mcp.action.HeaderCheck;
import dev.sallyport.mcp.action.Meaning;
import dev.sallyport.mcp.action.Narrowing;
import dev.sallyport.mcp.pin.PinBook;
import dev.sallyport.mcp.pin.ToolShelf;
import dev.sallyport.mcp.rpc.Json;
import dev.sallyport.mcp.rpc.RpcReader;
import dev.sallyport.mcp.rpc.RpcWriter;
import dev.sallyport.mcp.target.McpTargetSettings;
import java.util.concurrent.Executor;

/// What all exchanges with one target share. Safe on every thread.
///
/// @param blocking for what waits: a virtual thread each
record Desk(
        McpTargetSettings settings,
        Json json,
        RpcReader reader,
        RpcWriter writer,
        Meaning meaning,
        HeaderCheck headers,
        Narrowing narrowing,
        ToolShelf shelf,
        SessionBook sessions,
        Executor blocking) {

    static Desk of(McpTargetSettings settings, PinBook pins, SessionBook sessions, Executor blocking) {
        Json json = new Json(settings.limits().depth(), settings.limits().message());
        return new Desk(
                settings,
                json,
                new RpcReader(json, settings.limits().batch()),
                new RpcWriter(json),
                new Meaning(settings),
                new HeaderCheck(settings),
                new Narrowing(settings),
                new ToolShelf(pins, json),
                sessions,
                blocking);
    }
}
