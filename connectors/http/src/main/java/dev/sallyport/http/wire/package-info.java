/// Clerks and filters of HTTP targets. Everything but [dev.sallyport.http.wire.Place] and
/// [dev.sallyport.http.wire.ApiVisit] lives on the loop of one connection.
@NullMarked
package dev.sallyport.http.wire;

import org.jspecify.annotations.NullMarked;
