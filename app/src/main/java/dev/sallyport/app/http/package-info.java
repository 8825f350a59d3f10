/// A small HTTP/1.1 server: one request at a time on each connection, within limits and times, worked
/// at on a virtual thread. What stands on it is a [dev.sallyport.app.http.Service]; it knows no route
/// and no format.
///
/// Everything of a connection happens on its loop, but for the work itself.
@NullMarked
package dev.sallyport.app.http;

import org.jspecify.annotations.NullMarked;
