/// Tests of filters.
@NullMarked
package dev.sallyport.http.wire;

import org.jspecify.annotations.NullMarked;
