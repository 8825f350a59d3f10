// An MCP client of the TypeScript SDK, unmodified: does everything that server-everything offers and prints what it got,
// one line each, so that two runs can be compared.
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js';

const token = process.env.TOKEN;
const transport = process.env.COMMAND
  ? new StdioClientTransport({ command: process.env.COMMAND, args: JSON.parse(process.env.ARGS), stderr: 'ignore' })
  : new StreamableHTTPClientTransport(new URL(process.env.ENDPOINT), {
      requestInit: { headers: token ? { authorization: `Bearer ${token}` } : {} },
    });
const client = new Client({ name: 'agent', version: '1' }, { capabilities: {} });
const say = (what, value) => console.log(what + ' ' + JSON.stringify(value));
const attempt = async (what, call) => {
  try {
    say(what, await call());
  } catch (e) {
    say(what, { failed: e.code ?? e.name });
  }
};

await client.connect(transport);
say('server', client.getServerVersion());
say('capabilities', Object.keys(client.getServerCapabilities()).sort());
const tools = (await client.listTools()).tools;
for (const tool of tools) say('tool', tool);
const calls = JSON.parse(process.env.CALLS ?? '[]');
for (const call of calls) {
  const progress = [];
  await attempt('call ' + call.name, () =>
    client.callTool(call, undefined, { onprogress: (p) => progress.push([p.progress, p.total]), timeout: 20000 }));
  if (progress.length) say('progress ' + call.name, progress);
}
if (client.getServerCapabilities().resources) {
  await attempt('resources', () => client.listResources());
  await attempt('templates', () => client.listResourceTemplates());
  const first = (await client.listResources()).resources[0];
  if (first) await attempt('read', () => client.readResource({ uri: first.uri }));
}
if (client.getServerCapabilities().prompts) {
  await attempt('prompts', () => client.listPrompts());
  for (const get of JSON.parse(process.env.PROMPTS ?? '[]')) await attempt('prompt ' + get.name, () => client.getPrompt(get));
}
await attempt('ping', () => client.ping());
if (!process.env.COMMAND && transport.sessionId) {
  say('session', transport.sessionId.length > 10);
  await transport.terminateSession();
}
await client.close();
console.log('done');
