/// What a model answers, on its way to the agent: the words pass at once, a tool call is held until it is whole and
/// judged.
///
/// A call is released as the bytes that it came as, or replaced by a sentence that says what was denied and why; no
/// part of a call is ever seen before its judgement, and what is left is a valid answer of its API. What is not known
/// to ask the client for nothing is taken for a call. What two clients could read differently (JSON with a name twice,
/// an event of two types, a call that is told twice and differently) is not passed on: the stream ends with the API's
/// own error. Sources: WHATWG HTML "Server-sent events"; OpenAI API reference, "Chat completions" and "Responses";
/// Anthropic API reference, "Streaming messages".
///
/// One answer's objects are for one loop. Nothing here knows sockets, sessions or rules.
@NullMarked
package dev.sallyport.llm.answer;

import org.jspecify.annotations.NullMarked;
