/// The runtime issues identity: whoever proves itself gets a task and a short token for it (RFC 8693,
/// RFC 9396), may delegate parts of it, and loses all of it when it ends.
///
/// [dev.sallyport.sessions.TokenDesk] answers token requests, [dev.sallyport.sessions.TokenReader]
/// recognises tokens that come back, in a password slot or at the desk,
/// [dev.sallyport.sessions.Endings] ends tasks. All of them stand on
/// [dev.sallyport.sessions.task.Tasks], which knows every living grant, and on the gateway's
/// [dev.sallyport.api.connector.Reception], which alone says who may reach what.
///
/// Safe on every thread. The desk blocks (auth methods, trail, store) and is called on virtual threads;
/// the reader does not.
@NullMarked
package dev.sallyport.sessions;

import org.jspecify.annotations.NullMarked;
