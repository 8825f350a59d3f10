/// Reads a call of a tool, whatever the tool: is it explained by what the user asked, or only by what some
/// target's answer told the agent to do? Pure, immutable, bounded work.
@NullMarked
package dev.sallyport.authority.intent.tool;

import org.jspecify.annotations.NullMarked;
