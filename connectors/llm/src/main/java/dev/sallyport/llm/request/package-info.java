/// What a request to a model provider says: conversation, tools, what would be fetched or is kept elsewhere, what it
/// may cost. Reads OpenAI's chat completions, Responses and embeddings and Anthropic's Messages. Pure; everything is
/// safe on every thread except the drafts, which do not leave the package.
///
/// Fields, roles, parts and types are compared with lists of what is known; anything else becomes a doubt, and a
/// request with doubts is not understood. A server that heeds a field which was overlooked here can therefore not be
/// told something behind the gateway's back.
@NullMarked
package dev.sallyport.llm.request;

import org.jspecify.annotations.NullMarked;
