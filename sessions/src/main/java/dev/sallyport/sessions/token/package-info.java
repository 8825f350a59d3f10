/// Session tokens as they travel: short JWTs (RFC 7519) signed with ES256 by keys that lie in the state
/// folder. A token says for whom, for which target and until when; what it is worth stands in its grant
/// alone.
@NullMarked
package dev.sallyport.sessions.token;

import org.jspecify.annotations.NullMarked;
