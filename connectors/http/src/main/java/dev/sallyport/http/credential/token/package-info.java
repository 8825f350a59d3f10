/// Tokens that are fetched: asking a token endpoint (RFC 6749), keeping one fresh, putting it into
/// requests.
///
/// [dev.sallyport.http.credential.token.FreshToken] holds one token that many share: one request at a
/// time fetches it, however many wait; it is renewed ahead of its end while the old one is still shown;
/// after a failure nobody asks again for a while.
///
/// **Secrets** stand in no message of an exception: of what a server answers only its status and its
/// error code are repeated.
///
/// Everything is safe on every thread; what blocks says so, and runs on virtual threads.
@NullMarked
package dev.sallyport.http.credential.token;

import org.jspecify.annotations.NullMarked;
