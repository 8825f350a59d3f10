/// `sallyport demo`: an embedded PostgreSQL with a small CRM, an issuer that plays the platform, the real gateway with
/// TLS, and an agent that is plain pgjdbc with nothing but its workload token.
///
/// Everything runs in a temporary folder and on free loopback ports, and is gone at the end. The agent's code knows the
/// gateway's address and its own token; it holds no credential of the database. One thread runs the story.
@NullMarked
package dev.sallyport.app.demo;

import org.jspecify.annotations.NullMarked;
