// A helpdesk that speaks MCP over its standard input and output. Its one ticket is the file that it is told.
import { readFileSync } from 'node:fs';
import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
import { StdioServerTransport } from '@modelcontextprotocol/sdk/server/stdio.js';
import { z } from 'zod';

const server = new McpServer({ name: 'helpdesk', version: '1.0.0' });
const text = (words) => ({ content: [{ type: 'text', text: words }] });

server.registerTool('read_ticket', { description: 'Reads one ticket.', inputSchema: { id: z.number() } },
  async ({ id }) => {
    const ticket = readFileSync(process.env.TICKET, 'utf8');
    return text(ticket.startsWith(`ticket: ${id}\n`) ? ticket : 'no such ticket');
  });
server.registerTool('add_note', { description: 'Adds a note to a ticket.', inputSchema: { id: z.number(), note: z.string() } },
  async ({ id, note }) => text(`ticket ${id} has the note: ${note}`));
server.registerTool('delete_ticket', { description: 'Deletes a ticket.', inputSchema: { id: z.number() } },
  async ({ id }) => text(`ticket ${id} is gone`));

await server.connect(new StdioServerTransport());
