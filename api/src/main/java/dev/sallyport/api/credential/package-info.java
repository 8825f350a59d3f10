/// Credentials that exist for one session: made just in time, shaped by the purpose, destroyed at the end.
@NullMarked
package dev.sallyport.api.credential;

import org.jspecify.annotations.NullMarked;
