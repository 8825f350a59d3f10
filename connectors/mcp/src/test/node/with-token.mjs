// Loaded before a program that knows of no tokens: what it fetches carries one.
const fetched = globalThis.fetch;
globalThis.fetch = (input, init = {}) => {
  const headers = new Headers(init.headers ?? (input instanceof Request ? input.headers : undefined));
  headers.set('authorization', `Bearer ${process.env.TOKEN}`);
  return fetched(input, { ...init, headers });
};
