/// `sallyport bench llm`: what the gateway adds to a stream of a model.
///
/// A provider of ours answers chat completions with a token every few milliseconds; each token says when it
/// was sent, and provider and client are this one process, so that the way of every token can be timed.
/// Streams run directly and through the gateway in turns, one at a time; figures are compared within a round.
/// The gateway is a process of its own: keys swapped, requests judged, the conversation heard, trail on.
@NullMarked
package dev.sallyport.app.bench.llm;

import org.jspecify.annotations.NullMarked;
