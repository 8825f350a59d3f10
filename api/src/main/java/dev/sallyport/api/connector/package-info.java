/// How a protocol's connector and the gateway speak to each other.
///
/// A connector translates and carries; it never decides. Everything of one session happens on that session's
/// loop: the connector calls the [dev.sallyport.api.connector.Mediator] there, and is called back there.
/// `Connector.lease` and `Gate.admit` may block and are called on virtual threads.
@NullMarked
package dev.sallyport.api.connector;

import org.jspecify.annotations.NullMarked;
