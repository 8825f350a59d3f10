/// Requests to resources: by a description of the API, or by method and path alone.
///
/// Without a description, what looks like an id in a path (digits, UUID, long hexadecimal, e-mail
/// address, date, `prefix_id`) is a key, and the rest names the resource: `GET /customers/42/tickets/7`
/// reads `customers/tickets` by `id` 7 and `customers.id` 42. Where a guess is wrong, a resource gets a
/// name that no contract knows, and is denied.
///
/// Immutable, safe on every thread; nothing here blocks.
@NullMarked
package dev.sallyport.grammar.http.rest;

import org.jspecify.annotations.NullMarked;
