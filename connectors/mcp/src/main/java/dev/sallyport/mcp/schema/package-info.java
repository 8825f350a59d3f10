/// Whether arguments fit the schema that a server gave for its tool. The schema comes from an untrusted
/// side: nothing is fetched, and time and depth are bounded. Safe on every thread.
@NullMarked
package dev.sallyport.mcp.schema;

import org.jspecify.annotations.NullMarked;
