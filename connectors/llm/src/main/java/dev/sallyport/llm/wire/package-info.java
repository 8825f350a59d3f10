/// A provider's APIs on the HTTP floor: what a request says is told and proposed, what is permitted is sent with the
/// provider's key, and the answer is let through with every tool call judged. Each type says which thread may call
/// it; what belongs to one exchange stays on its loop.
@NullMarked
package dev.sallyport.llm.wire;

import org.jspecify.annotations.NullMarked;
