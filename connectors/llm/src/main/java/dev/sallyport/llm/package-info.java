/// Model providers that speak the API of OpenAI, Anthropic or Gemini, on the HTTP floor.
///
/// `request` reads what an agent asks, `answer` holds back what a model proposes until it is judged, `wire` joins both
/// to the floor's exchanges, `target` is what the configuration says, `json` reads strictly. Dependencies point from
/// here to `wire`, from `wire` to all others, from `answer` and `target` to `request`, and from everything to `json`.
/// Both types here are safe on every thread.
@NullMarked
package dev.sallyport.llm;

import org.jspecify.annotations.NullMarked;
