/// GraphQL over HTTP ([September 2025 edition](https://spec.graphql.org/September2025/), [GraphQL over
/// HTTP](https://graphql.github.io/graphql-over-http/draft/)): every root field is an operation, named
/// by the field and not by its alias; so is every object further in, under the names on the way to it
/// (`customer/tickets`), for a query may walk from one record to all of them. `edges`, `node` and
/// `nodes` are left out of the way. What stands there under several aliases, or in several requests of a
/// batch, is as many operations, also where they are alike; one field of the answer that is read in
/// several fragments is one.
///
/// A field with an `id` or `ids` is keyed by it; `first`, `last` and `limit` bound; `after` and its
/// like are enumeration. A mutation is EXECUTE of its root field unless the configuration says
/// otherwise. What is not in the request (persisted queries) is not understood. Directives that leave
/// fields out are not believed.
///
/// The text is parsed by graphql-java's parser, within limits of characters, tokens and depth.
/// Immutable, safe on every thread; parsing takes up to some milliseconds for the largest documents
/// that are let in.
@NullMarked
package dev.sallyport.grammar.http.graphql;

import org.jspecify.annotations.NullMarked;
