/// Tests of the HTTP floor.
@NullMarked
package dev.sallyport.transport.http;

import org.jspecify.annotations.NullMarked;
