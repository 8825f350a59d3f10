// An agent that knows nothing of the gateway but two addresses and its own token. What the model answers is said by
// the word in the question; tools that begin with `bad` are denied.
import assert from "node:assert/strict";
import OpenAI from "openai";
import Anthropic from "@anthropic-ai/sdk";
import { GoogleGenAI } from "@google/genai";

const openai = new OpenAI({ maxRetries: 0 });
const anthropic = new Anthropic({ maxRetries: 0 });
const ask = (word) => [{ role: "user", content: word }];
const tools = [{ type: "function", function: { name: "read_ticket", parameters: { type: "object", properties: {} } } }];
const claude = { model: "claude-x", max_tokens: 50 };
const claudeTools = [{ name: "read_ticket", input_schema: { type: "object", properties: {} } }];

async function step(name, run) {
  await run();
  console.log("ok " + name);
}

const refused = (run, type, status) =>
  assert.rejects(run, (error) => {
    assert.ok(error instanceof type, String(error));
    assert.equal(error.status, status);
    return true;
  });

await step("chat", async () => {
  const answer = await openai.chat.completions.create({ model: "gpt-4o", messages: ask("words") });
  assert.equal(answer.choices[0].message.content, "Grüße — from the model.");
  assert.equal(answer.usage.total_tokens, 18);
});

await step("chat, streamed", async () => {
  const stream = await openai.chat.completions.create({ model: "gpt-4o", messages: ask("words"), stream: true });
  let words = "";
  for await (const chunk of stream) {
    assert.equal(chunk.choices.length, 1);
    words += chunk.choices[0].delta.content ?? "";
  }
  assert.equal(words, "Grüße — from the model.");
});

await step("chat, streamed with usage", async () => {
  const asked = { model: "gpt-4o", messages: ask("words"), stream_options: { include_usage: true } };
  const answer = await openai.chat.completions.stream(asked).finalChatCompletion();
  assert.equal(answer.usage.total_tokens, 18);
});

await step("chat, an agent's loop over tools", async () => {
  const called = [];
  const read_ticket = (args) => {
    called.push(args.id);
    return "ticket 7: the printer is on fire";
  };
  const loop = openai.chat.completions.runTools({
    model: "gpt-4o",
    messages: ask("one"),
    stream: true,
    tools: [{ type: "function", function: { function: read_ticket, name: "read_ticket", parse: JSON.parse, parameters: { type: "object", properties: { id: { type: "number" } } } } }],
  });
  assert.equal(await loop.finalContent(), "The printer is on fire.");
  assert.deepEqual(called, [7]);
});

await step("chat, a denied call", async () => {
  for (const stream of [true, false]) {
    const asked = { model: "gpt-4o", messages: ask("bad"), tools };
    const answer = stream
      ? await openai.chat.completions.stream(asked).finalChatCompletion()
      : await openai.chat.completions.create(asked);
    const [choice] = answer.choices;
    assert.equal(choice.finish_reason, "stop");
    assert.ok(!choice.message.tool_calls?.length);
    assert.match(choice.message.content, /^I look\.\n?\[the call of tool `bad_mail` was denied: .*request req-\d+\)]$/);
  }
});

await step("chat, one of two calls denied", async () => {
  for (const stream of [true, false]) {
    const asked = { model: "gpt-4o", messages: ask("both"), tools };
    const answer = stream
      ? await openai.chat.completions.stream(asked).finalChatCompletion()
      : await openai.chat.completions.create(asked);
    const [choice] = answer.choices;
    assert.equal(choice.finish_reason, "tool_calls");
    assert.deepEqual(choice.message.tool_calls.map((call) => call.function.name), ["read_ticket"]);
    assert.equal(choice.message.tool_calls[0].function.arguments, '{"id":7}');
  }
});

await step("responses", async () => {
  const answer = await openai.responses.create({ model: "gpt-4o", input: "words" });
  assert.equal(answer.output_text, "Grüße — from the model.");
  const next = await openai.responses.create({ model: "gpt-4o", input: "words", previous_response_id: answer.id });
  assert.equal(next.output_text, "Grüße — from the model.");
  await refused(
    openai.responses.create({ model: "gpt-4o", input: "words", previous_response_id: "resp_of_another" }),
    OpenAI.PermissionDeniedError,
    403,
  );
});

await step("responses, streamed, one of two calls denied", async () => {
  const stream = openai.responses.stream({ model: "gpt-4o", input: "both" });
  const types = [];
  for await (const event of stream) types.push(event.type);
  const answer = await stream.finalResponse();
  assert.deepEqual(answer.output.map((item) => item.type), ["message", "function_call", "message"]);
  assert.match(answer.output_text, /`bad_mail` was denied/);
  assert.equal(types.at(-1), "response.completed");
});

await step("embeddings and models", async () => {
  const answer = await openai.embeddings.create({ model: "e", input: "words", encoding_format: "float" });
  assert.deepEqual(answer.data[0].embedding, [0.25, -0.5]);
  const models = await openai.models.list();
  assert.equal(models.data[0].id, "gpt-4o");
});

await step("openai, refusals", async () => {
  await assert.rejects(openai.chat.completions.create({ model: "forbidden", messages: ask("words") }), (error) => {
    assert.ok(error instanceof OpenAI.PermissionDeniedError);
    assert.equal(error.code, "denied");
    assert.match(error.requestID, /^req-/);
    assert.match(error.message, /denied by the gateway: `forbidden` is not allowed \(rule purposes\.p, request req-/);
    return true;
  });
  const stranger = new OpenAI({ apiKey: "evil", maxRetries: 0 });
  await refused(stranger.models.list(), OpenAI.AuthenticationError, 401);
  await refused(openai.files.list(), OpenAI.PermissionDeniedError, 403);
});

await step("messages", async () => {
  const answer = await anthropic.messages.create({ ...claude, messages: ask("words") });
  assert.equal(answer.content[0].text, "Grüße — from the model.");
  const stream = anthropic.messages.stream({ ...claude, messages: ask("words") });
  assert.equal(await stream.finalText(), "Grüße — from the model.");
  const count = await anthropic.messages.countTokens({ model: "claude-x", messages: ask("words") });
  assert.equal(count.input_tokens, 42);
});

await step("messages, one of two calls denied", async () => {
  for (const stream of [true, false]) {
    const asked = { ...claude, messages: ask("both"), tools: claudeTools };
    const answer = stream ? await anthropic.messages.stream(asked).finalMessage() : await anthropic.messages.create(asked);
    assert.deepEqual(answer.content.map((block) => block.type), ["text", "tool_use", "text"]);
    assert.deepEqual(answer.content[1].input, { id: 7 });
    assert.match(answer.content[2].text, /`bad_mail` was denied/);
    assert.equal(answer.stop_reason, "tool_use");
  }
});

await step("messages, a denied call", async () => {
  const answer = await anthropic.messages.stream({ ...claude, messages: ask("bad"), tools: claudeTools }).finalMessage();
  assert.equal(answer.stop_reason, "end_turn");
  assert.ok(answer.content.every((block) => block.type === "text"));
});

await step("messages, an agent's loop over tools", async () => {
  const messages = ask("one");
  let answer = await anthropic.messages.create({ ...claude, messages, tools: claudeTools });
  const call = answer.content.find((block) => block.type === "tool_use");
  messages.push({ role: "assistant", content: answer.content });
  messages.push({ role: "user", content: [{ type: "tool_result", tool_use_id: call.id, content: "ticket 7: the printer is on fire" }] });
  answer = await anthropic.messages.create({ ...claude, messages, tools: claudeTools });
  assert.equal(answer.content[0].text, "The printer is on fire.");
});

await step("anthropic, refusals", async () => {
  await assert.rejects(anthropic.messages.create({ ...claude, model: "forbidden", messages: ask("words") }), (error) => {
    assert.ok(error instanceof Anthropic.PermissionDeniedError);
    assert.equal(error.error.error.type, "permission_error");
    assert.match(error.requestID, /^req-/);
    return true;
  });
  const stranger = new Anthropic({ apiKey: "evil", maxRetries: 0 });
  await refused(stranger.messages.create({ ...claude, messages: ask("words") }), Anthropic.AuthenticationError, 401);
});

const gemini = new GoogleGenAI({ apiKey: process.env.GEMINI_API_KEY, httpOptions: { baseUrl: process.env.GEMINI_BASE_URL } });

await step("gemini", async () => {
  const answer = await gemini.models.generateContent({ model: "gemini-x", contents: "words" });
  assert.equal(answer.text, "Grüße — from the model.");
  let words = "";
  for await (const piece of await gemini.models.generateContentStream({ model: "gemini-x", contents: "words" })) words += piece.text ?? "";
  assert.equal(words, "Grüße — from the model.");
});

await step("gemini, one of two calls denied", async () => {
  const config = { tools: [{ functionDeclarations: [{ name: "read_ticket" }] }] };
  const asked = { model: "gemini-x", contents: "both", config };
  const calls = [];
  let words = "";
  for await (const piece of await gemini.models.generateContentStream(asked)) {
    calls.push(...(piece.functionCalls ?? []));
    for (const part of piece.candidates[0].content.parts) words += part.text ?? "";
  }
  const answer = await gemini.models.generateContent(asked);
  assert.deepEqual([...calls, ...answer.functionCalls].map((call) => [call.name, call.args]), [["read_ticket", { id: 7 }], ["read_ticket", { id: 7 }]]);
  assert.match(words, /`bad_mail` was denied/);
});

await step("gemini, refusals", async () => {
  await assert.rejects(gemini.models.generateContent({ model: "forbidden", contents: "words" }), (error) => {
    assert.equal(error.status, 403);
    assert.match(error.message, /PERMISSION_DENIED/);
    return true;
  });
});
