// What a program with node-postgres does, unmodified. Each check prints one line; the first that fails ends it with 1.
// The gateway's address, the target's name and the token come by libpq's variables.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import { pipeline } from 'node:stream/promises';
import pg from 'pg';
import Cursor from 'pg-cursor';
import { to as copyTo } from 'pg-copy-streams';

const DENIED = '42501';
const settings = {
  ssl: { ca: fs.readFileSync(process.env.PGSSLROOTCERT), servername: 'localhost' },
  connectionTimeoutMillis: 30_000,
};

async function check(what, run) {
  const client = new pg.Client(settings);
  await client.connect();
  try {
    await run(client);
    console.log('ok ' + what);
  } finally {
    await client.end();
  }
}

async function denied(query) {
  const error = await query.then(() => null, (e) => e);
  assert.equal(error?.code, DENIED);
  assert.match(error.message, /^denied: /);
  assert.match(error.detail, /request `/);
}

await check('simple query', async (client) => {
  const { rows } = await client.query('SELECT id, name FROM customers WHERE id = 42');
  assert.deepEqual(rows, [{ id: 42, name: 'Customer 42' }]);
});

await check('parameters', async (client) => {
  const { rows } = await client.query('SELECT name FROM customers WHERE id = ANY($1::int[])', [[41, 42]]);
  assert.equal(rows.length, 2);
  await denied(client.query('SELECT name FROM customers WHERE id = ANY($1::int[])', [[1, 2, 3, 4, 5, 6]]));
});

await check('a denial leaves the session usable', async (client) => {
  await denied(client.query('SELECT * FROM customers'));
  await denied(client.query('SELECT * FROM customers WHERE id > $1', [0]));
  assert.equal((await client.query('SELECT 1 AS one')).rows[0].one, 1);
});

await check('named statements', async (client) => {
  for (let id = 1; id <= 5; id++) {
    const query = { name: 'article', text: 'SELECT id, title, rating, seen FROM articles WHERE id = $1', values: [id] };
    const { rows } = await client.query(query);
    assert.equal(rows[0].title, `Article ${id}`);
    assert.equal(rows[0].seen.toISOString(), `2026-01-01T0${id}:00:00.000Z`);
  }
});

await check('binary answers', async (client) => {
  const { rows } = await client.query({ text: 'SELECT id FROM articles WHERE id = $1', values: [7], binary: true });
  assert.equal(rows[0].id, 7);
});

await check('rows as arrays', async (client) => {
  const { rows, fields } = await client.query({ text: 'SELECT id, title FROM articles WHERE id = 3', rowMode: 'array' });
  assert.deepEqual(rows, [[3, 'Article 3']]);
  assert.deepEqual(fields.map((field) => field.name), ['id', 'title']);
});

await check('a transaction that a denial aborts', async (client) => {
  await client.query('BEGIN');
  const { rowCount } = await client.query('UPDATE tickets SET note = $1 WHERE id = $2', ['node', 201]);
  assert.equal(rowCount, 1);
  await denied(client.query('DELETE FROM tickets'));
  await assert.rejects(client.query('SELECT 1'), { code: '25P02' });
  assert.equal((await client.query('COMMIT')).command, 'ROLLBACK');
  assert.equal((await client.query('SELECT note FROM tickets WHERE id = 201')).rows[0].note, '');
});

await check('a transaction', async (client) => {
  await client.query('BEGIN');
  await client.query('UPDATE tickets SET note = $1 WHERE id = $2', ['by node', 202]);
  await client.query('COMMIT');
  assert.equal((await client.query('SELECT note FROM tickets WHERE id = 202')).rows[0].note, 'by node');
});

await check('a cursor', async (client) => {
  const cursor = client.query(new Cursor('SELECT id FROM articles ORDER BY id'));
  let seen = 0;
  for (let rows = await cursor.read(120); rows.length > 0; rows = await cursor.read(120)) {
    for (const row of rows) assert.equal(row.id, ++seen);
  }
  assert.equal(seen, 500);
  await cursor.close();
});

await check('COPY to a stream', async (client) => {
  const lines = [];
  const copy = client.query(copyTo('COPY (SELECT id, title FROM articles ORDER BY id) TO STDOUT'));
  await pipeline(copy, async function (source) {
    for await (const chunk of source) lines.push(chunk.toString());
  });
  assert.equal(lines.join('').split('\n').length, 501);
});

await check('several statements in one query', async (client) => {
  const results = await client.query('SELECT 1 AS a; SELECT title FROM articles WHERE id = 9');
  assert.equal(results[1].rows[0].title, 'Article 9');
});

await check('many queries at once', async (client) => {
  const asked = Array.from({ length: 50 }, (_, i) => client.query('SELECT title FROM articles WHERE id = $1', [i + 1]));
  const answers = await Promise.all(asked);
  answers.forEach((answer, i) => assert.equal(answer.rows[0].title, `Article ${i + 1}`));
});

await check('an error of the database', async (client) => {
  await assert.rejects(client.query('SELECT 1 / (id - 1) FROM articles WHERE id = 1'), { code: '22012' });
});

const pool = new pg.Pool({ ...settings, max: 3 });
const counts = await Promise.all([1, 2, 3, 4, 5, 6].map((id) => pool.query('SELECT id FROM tickets WHERE id = $1', [id])));
assert.deepEqual(counts.map((answer) => answer.rows[0].id), [1, 2, 3, 4, 5, 6]);
await pool.end();
console.log('ok a pool');

await assert.rejects(new pg.Client({ ...settings, ssl: false }).connect(), /clear text is refused/);
console.log('ok clear text is refused');
