/// How auth methods ask others over HTTP: keys of an issuer, a cluster's opinion of a token, an introspection.
///
/// [dev.sallyport.authmethods.web.BoundedHttp] sends a [dev.sallyport.authmethods.web.Call] within a time and a size
/// and follows no redirect; [dev.sallyport.authmethods.web.SafeUrl] says which addresses may be configured at all.
/// What goes wrong is an `IOException` whose message can be shown. Everything is safe on every thread.
@NullMarked
package dev.sallyport.authmethods.web;

import org.jspecify.annotations.NullMarked;
