// A server of revision 2026-07-28 on the TypeScript SDK's second generation: over HTTP, or on standard input and output.
import { createServer } from 'node:http';
import { serveStdio } from '@modelcontextprotocol/server/stdio';
import { McpServer, createMcpHandler, inputRequired, acceptedContent, fromJsonSchema } from '@modelcontextprotocol/server';

const factory = () => {
  const server = new McpServer({ name: 'modern', version: '1' });
  server.registerTool('add', {
    description: 'Adds two numbers',
    inputSchema: fromJsonSchema({ type: 'object', properties: { a: { type: 'number' }, b: { type: 'number' } }, required: ['a', 'b'] }),
  }, async ({ a, b }) => ({ content: [{ type: 'text', text: String(a + b) }] }));
  server.registerTool('slow', {
    description: 'Says how far it is',
    inputSchema: fromJsonSchema({ type: 'object', properties: {} }),
  }, async (_args, ctx) => {
    const progressToken = ctx.mcpReq._meta?.progressToken;
    for (const progress of [1, 2]) if (progressToken !== undefined) await ctx.mcpReq.notify({ method: 'notifications/progress', params: { progressToken, progress, total: 2 } });
    return { content: [{ type: 'text', text: 'slow' }] };
  });
  server.registerTool('deploy', {
    description: 'Asks before it does anything',
    inputSchema: fromJsonSchema({ type: 'object', properties: { env: { type: 'string' } }, required: ['env'] }),
  }, async ({ env }, ctx) => {
    const schema = { type: 'object', properties: { confirm: { type: 'boolean' } }, required: ['confirm'] };
    const confirmed = acceptedContent(ctx.mcpReq.inputResponses, 'confirm', fromJsonSchema(schema));
    if (confirmed?.confirm !== true) {
      return inputRequired({ inputRequests: { confirm: inputRequired.elicit({ message: `Deploy to ${env}?`, requestedSchema: schema }) } });
    }
    return { content: [{ type: 'text', text: 'deployed to ' + env }] };
  });
  server.registerResource('note', 'note://1', { mimeType: 'text/plain' }, async (uri) => ({ contents: [{ uri: uri.href, text: 'a note' }] }));
  return server;
};

const handler = createMcpHandler(factory, { legacy: 'reject' });
if (process.argv[2] === 'stdio') serveStdio(factory);
else createServer(async (req, res) => {
  const chunks = [];
  for await (const chunk of req) chunks.push(chunk);
  const body = chunks.length ? Buffer.concat(chunks) : undefined;
  const aborted = new AbortController();
  res.on('close', () => aborted.abort());
  const response = await handler.fetch(new Request(`http://127.0.0.1:${process.env.PORT}${req.url}`, { method: req.method, headers: req.headers, body, signal: aborted.signal }));
  res.writeHead(response.status, Object.fromEntries(response.headers));
  if (response.body) for await (const chunk of response.body) res.write(chunk);
  res.end();
}).listen(Number(process.env.PORT), '127.0.0.1');
