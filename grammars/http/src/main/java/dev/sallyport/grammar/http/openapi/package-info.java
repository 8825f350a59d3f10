/// OpenAPI 3.0 and 3.1 documents, as far as they say what an operation does and to how much: paths,
/// methods, operation ids, parameters of path and query, and the extension `x-sallyport`:
///
/// ```yaml
/// /customers:
///   get:
///     operationId: findCustomers
///     x-sallyport: { verb: read, resource: customers, keyedBy: [email], atMost: 1 }
/// /customers/{id}/share:
///   post:
///     x-sallyport: { outward: true }
/// ```
///
/// References are followed within the document alone. Everything is bounded: size, values, depth,
/// operations, the way of a reference. Immutable, safe on every thread; reading may take a second.
@NullMarked
package dev.sallyport.grammar.http.openapi;

import org.jspecify.annotations.NullMarked;
