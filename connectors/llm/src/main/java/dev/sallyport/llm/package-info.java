/// Model providers that speak the OpenAI or the Anthropic API.
@NullMarked
package dev.sallyport.llm;

import org.jspecify.annotations.NullMarked;
