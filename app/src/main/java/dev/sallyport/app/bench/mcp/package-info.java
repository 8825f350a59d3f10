/// `sallyport bench mcp`: what the gateway costs a call of a tool.
///
/// An MCP server of ours (revision 2026-07-28, where each request stands alone) is called directly and
/// through the gateway in turns, with the same client; ratios are taken within a round. Server and client are
/// this process, the gateway one of its own: tools pinned, arguments checked and judged, results scanned,
/// trail on.
@NullMarked
package dev.sallyport.app.bench.mcp;

import org.jspecify.annotations.NullMarked;
