/// The session endpoint: HTTPS at `listen.http`, where the runtime issues identity. It reads requests
/// and writes answers; what a proof is worth is said by the rooms behind it. `docs/session-api.yaml`
/// describes it.
///
/// Requests are worked at on virtual threads, many at once; everything here is safe on every thread.
@NullMarked
package dev.sallyport.app.endpoint;

import org.jspecify.annotations.NullMarked;
