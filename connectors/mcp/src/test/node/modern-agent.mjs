// A client of revision 2026-07-28 of the TypeScript SDK's second generation, unmodified: one line for each thing it got.
import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';

const say = (what, value) => console.log(what + ' ' + JSON.stringify(value));
const attempt = async (what, call) => {
  try {
    say(what, await call());
  } catch (e) {
    say(what, { failed: String(e.message).slice(0, 200) });
  }
};
const client = new Client({ name: 'agent', version: '1' }, {
  capabilities: { elicitation: { form: {} } },
  versionNegotiation: { mode: process.env.MODE ?? 'auto' },
});
client.setRequestHandler('elicitation/create', async () => ({ action: 'accept', content: { confirm: true } }));
await client.connect(new StreamableHTTPClientTransport(new URL(process.env.ENDPOINT), {
  requestInit: { headers: { authorization: `Bearer ${process.env.TOKEN}` } },
}));
say('revision', client.getNegotiatedProtocolVersion?.() ?? 'unknown');
say('tools', (await client.listTools()).tools);
await attempt('add', () => client.callTool({ name: 'add', arguments: { a: 2, b: 3 } }));
await attempt('wrong', () => client.callTool({ name: 'add', arguments: { a: 'two' } }));
const progress = [];
await attempt('slow', () => client.callTool({ name: 'slow', arguments: {} }, { onprogress: (p) => progress.push(p.progress) }));
say('progress', progress);
await attempt('deploy', () => client.callTool({ name: 'deploy', arguments: { env: 'test' } }));
await attempt('resources', () => client.listResources());
await attempt('read', () => client.readResource({ uri: 'note://1' }));
await client.close();
console.log('done');
