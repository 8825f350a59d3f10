/// What a message from an agent means. Pure: no sockets, no clock. Safe on every thread.
@NullMarked
package dev.sallyport.mcp.action;

import org.jspecify.annotations.NullMarked;
