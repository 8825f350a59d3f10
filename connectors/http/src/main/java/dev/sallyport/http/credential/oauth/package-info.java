/// Access tokens of an authorization server for the gateway as a client: by its own right (RFC 6749
/// section 4.4), or by a refresh token (section 6). They are shared by all sessions of a role; a role
/// may narrow their scopes. Safe on every thread.
@NullMarked
package dev.sallyport.http.credential.oauth;

import org.jspecify.annotations.NullMarked;
