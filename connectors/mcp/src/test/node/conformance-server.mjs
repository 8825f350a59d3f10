// The server that the conformance suite's server scenarios ask for, on the TypeScript SDK's own server.
import { createServer } from 'node:http';
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { Server } from '@modelcontextprotocol/sdk/server/index.js';
import { StreamableHTTPServerTransport } from '@modelcontextprotocol/sdk/server/streamableHttp.js';
import * as types from '@modelcontextprotocol/sdk/types.js';

const PNG = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8DwHwAFBQIAX8jx0gAAAABJRU5ErkJggg==';
const text = (value) => ({ type: 'text', text: value });
const image = { type: 'image', data: PNG, mimeType: 'image/png' };
const embedded = (uri, mimeType, value) => ({ type: 'resource', resource: { uri, mimeType, text: value } });
const DEFAULTS = {
  name: { type: 'string', default: 'John Doe' },
  age: { type: 'integer', default: 30 },
  score: { type: 'number', default: 95.5 },
  status: { type: 'string', enum: ['active', 'inactive', 'pending'], default: 'active' },
  verified: { type: 'boolean', default: true },
};
const ENUMS = {
  untitledSingle: { type: 'string', enum: ['option1', 'option2', 'option3'] },
  titledSingle: { type: 'string', oneOf: [{ const: 'value1', title: 'First Option' }, { const: 'value2', title: 'Second Option' }, { const: 'value3', title: 'Third Option' }] },
  legacyEnum: { type: 'string', enum: ['opt1', 'opt2', 'opt3'], enumNames: ['Option One', 'Option Two', 'Option Three'] },
  untitledMulti: { type: 'array', items: { type: 'string', enum: ['option1', 'option2', 'option3'] } },
  titledMulti: { type: 'array', items: { anyOf: [{ const: 'value1', title: 'First Choice' }, { const: 'value2', title: 'Second Choice' }, { const: 'value3', title: 'Third Choice' }] } },
};

const elicit = async (server, extra, message, properties, required = []) => {
  const answer = await extra.sendRequest(
    { method: 'elicitation/create', params: { message, requestedSchema: { type: 'object', properties, required } } }, types.ElicitResultSchema);
  return [text(`Elicitation completed: action=${answer.action}, content=${JSON.stringify(answer.content ?? {})}`)];
};

const TOOLS = {
  test_simple_text: () => [text('This is a simple text response for testing.')],
  test_image_content: () => [image],
  test_audio_content: () => [{ type: 'audio', data: 'UklGRiQAAABXQVZFZm10IBAAAAABAAEAQB8AAEAfAAABAAgAZGF0YQAAAAA=', mimeType: 'audio/wav' }],
  test_embedded_resource: () => [embedded('test://embedded-resource', 'text/plain', 'This is an embedded resource content.')],
  test_multiple_content_types: () => [text('Multiple content types test:'), image, embedded('test://mixed-content-resource', 'application/json', '{"test":"data","value":123}')],
  test_tool_with_logging: async (server, extra) => {
    for (const data of ['Tool execution started', 'Tool processing data', 'Tool execution completed']) {
      await extra.sendNotification({ method: 'notifications/message', params: { level: 'info', data } });
      await sleep(50);
    }
    return [text('logged')];
  },
  test_tool_with_progress: async (server, extra) => {
    const progressToken = extra._meta?.progressToken;
    for (const progress of [0, 50, 100]) {
      if (progressToken !== undefined) await extra.sendNotification({ method: 'notifications/progress', params: { progressToken, progress, total: 100 } });
      await sleep(50);
    }
    return [text('done')];
  },
  test_error_handling: () => { throw new Error('This tool intentionally returns an error for testing'); },
  test_sampling: async (server, extra, args) => {
    const answer = await extra.sendRequest({ method: 'sampling/createMessage', params: { messages: [{ role: 'user', content: text(args.prompt) }], maxTokens: 100 } }, types.CreateMessageResultSchema);
    return [text('LLM response: ' + answer.content.text)];
  },
  test_elicitation: (server, extra, args) => elicit(server, extra, args.message, { username: { type: 'string', description: "User's response" }, email: { type: 'string', description: "User's email address" } }, ['username', 'email']),
  test_elicitation_sep1034_defaults: (server, extra) => elicit(server, extra, 'defaults', DEFAULTS),
  test_elicitation_sep1330_enums: (server, extra) => elicit(server, extra, 'enums', ENUMS),
  test_reconnection: async (server, extra) => {
    await sleep(100);
    extra.closeSSEStream?.();
    await sleep(100);
    return [text('reconnected')];
  },
  json_schema_2020_12_tool: () => [text('valid')],
};
const SCHEMAS = {
  test_sampling: { type: 'object', properties: { prompt: { type: 'string' } }, required: ['prompt'] },
  test_elicitation: { type: 'object', properties: { message: { type: 'string' } }, required: ['message'] },
  json_schema_2020_12_tool: {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    type: 'object',
    $defs: { address: { type: 'object', properties: { street: { type: 'string' }, city: { type: 'string' } } } },
    properties: { name: { type: 'string' }, address: { $ref: '#/$defs/address' } },
    additionalProperties: false,
  },
};
const RESOURCES = {
  'test://static-text': { mimeType: 'text/plain', text: 'This is the content of the static text resource.' },
  'test://static-binary': { mimeType: 'image/png', blob: PNG },
  'test://watched-resource': { mimeType: 'text/plain', text: 'watched' },
};
const user = (content) => ({ role: 'user', content });
const PROMPTS = {
  test_simple_prompt: [[], () => [user(text('This is a simple prompt for testing.'))]],
  test_prompt_with_arguments: [['arg1', 'arg2'], (a) => [user(text(`Prompt with arguments: arg1='${a.arg1}', arg2='${a.arg2}'`))]],
  test_prompt_with_embedded_resource: [['resourceUri'], (a) => [user(embedded(a.resourceUri, 'text/plain', 'Embedded resource content for testing.')), user(text('Please process the embedded resource above.'))]],
  test_prompt_with_image: [[], () => [user(image), user(text('Please analyze the image above.'))]],
};

const serve = () => {
  const server = new Server({ name: 'conformance', version: '1' }, { capabilities: { tools: {}, resources: { subscribe: true }, prompts: {}, logging: {}, completions: {} } });
  server.setRequestHandler(types.ListToolsRequestSchema, () => ({
    tools: Object.keys(TOOLS).map((name) => ({ name, description: 'Tool ' + name, inputSchema: SCHEMAS[name] ?? { type: 'object' } })),
  }));
  server.setRequestHandler(types.CallToolRequestSchema, async (request, extra) => {
    try {
      return { content: await TOOLS[request.params.name](server, extra, request.params.arguments ?? {}) };
    } catch (e) {
      return { isError: true, content: [text(e.message)] };
    }
  });
  server.setRequestHandler(types.ListResourcesRequestSchema, () => ({
    resources: Object.entries(RESOURCES).map(([uri, r]) => ({ uri, name: uri, description: uri, mimeType: r.mimeType })),
  }));
  server.setRequestHandler(types.ListResourceTemplatesRequestSchema, () => ({
    resourceTemplates: [{ uriTemplate: 'test://template/{id}/data', name: 'template', description: 'A template', mimeType: 'application/json' }],
  }));
  server.setRequestHandler(types.ReadResourceRequestSchema, (request) => {
    const uri = request.params.uri;
    const id = /^test:\/\/template\/([^/]+)\/data$/.exec(uri)?.[1];
    if (id) return { contents: [{ uri, mimeType: 'application/json', text: JSON.stringify({ id, templateTest: true, data: 'Data for ID: ' + id }) }] };
    return { contents: [{ uri, ...RESOURCES[uri] }] };
  });
  server.setRequestHandler(types.SubscribeRequestSchema, () => ({}));
  server.setRequestHandler(types.UnsubscribeRequestSchema, () => ({}));
  server.setRequestHandler(types.ListPromptsRequestSchema, () => ({
    prompts: Object.entries(PROMPTS).map(([name, [names]]) => ({ name, description: 'Prompt ' + name, arguments: names.map((n) => ({ name: n, description: n, required: true })) })),
  }));
  server.setRequestHandler(types.GetPromptRequestSchema, (request) => ({ messages: PROMPTS[request.params.name][1](request.params.arguments ?? {}) }));
  server.setRequestHandler(types.CompleteRequestSchema, () => ({ completion: { values: ['test1', 'test2'], total: 2, hasMore: false } }));
  return server;
};

class Events {
  events = [];
  async storeEvent(streamId, message) {
    this.events.push({ id: `${streamId}_${this.events.length}`, streamId, message });
    return this.events.at(-1).id;
  }
  async getStreamIdForEventId(id) {
    return this.events.find((e) => e.id === id)?.streamId;
  }
  async replayEventsAfter(last, { send }) {
    const from = this.events.findIndex((e) => e.id === last);
    const streamId = this.events[from]?.streamId ?? '';
    for (const e of this.events.slice(from + 1)) if (e.streamId === streamId) await send(e.id, e.message);
    return streamId;
  }
}

const transports = new Map();
const port = Number(process.env.PORT);
createServer(async (req, res) => {
  const hosts = [`127.0.0.1:${port}`, `localhost:${port}`];
  if (!hosts.includes(req.headers.host) || (req.headers.origin && !hosts.includes(new URL(req.headers.origin).host))) {
    res.writeHead(403).end();
    return;
  }
  let transport = transports.get(req.headers['mcp-session-id']);
  if (!transport && !req.headers['mcp-session-id']) {
    transport = new StreamableHTTPServerTransport({
      sessionIdGenerator: () => randomUUID(),
      eventStore: new Events(),
      retryInterval: 300,
      onsessioninitialized: (id) => transports.set(id, transport),
    });
    await serve().connect(transport);
  }
  if (!transport) res.writeHead(404).end();
  else await transport.handleRequest(req, res);
}).listen(port, '127.0.0.1');
