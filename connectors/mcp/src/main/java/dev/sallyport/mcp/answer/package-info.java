/// What a server sends: answers, and requests and notifications of its own.
@NullMarked
package dev.sallyport.mcp.answer;

import org.jspecify.annotations.NullMarked;
