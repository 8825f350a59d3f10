/// A language model as the judge of what the intent engine doubts, asked over OpenAI's chat completions
/// (<https://platform.openai.com/docs/api-reference/chat/create>), which most servers of models speak.
///
/// [dev.sallyport.app.judge.ChatJudge] asks: within a time, an hour's budget and a size, once for the same doubt.
/// `Framing` writes the question: instructions stand in the system message alone, everything that anybody else said
/// stands as JSON strings under a member whose name nobody could know when it was said. `Reply` reads the answer and
/// takes nothing but exactly what was asked for. Whatever goes wrong is an answer too: unavailable.
///
/// **Threads.** Safe on every thread; asking blocks.
@NullMarked
package dev.sallyport.app.judge;

import org.jspecify.annotations.NullMarked;
