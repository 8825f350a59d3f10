/// Tests of HTTP targets against servers on loopback.
@NullMarked
package dev.sallyport.http;

import org.jspecify.annotations.NullMarked;
