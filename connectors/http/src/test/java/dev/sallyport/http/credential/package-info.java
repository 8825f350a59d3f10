/// Tests of credentials.
@NullMarked
package dev.sallyport.http.credential;

import org.jspecify.annotations.NullMarked;
