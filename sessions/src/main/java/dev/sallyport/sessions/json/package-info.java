/// JSON as this room reads and writes it: strictly, and canonically where it is hashed. Safe on every
/// thread.
@NullMarked
package dev.sallyport.sessions.json;

import org.jspecify.annotations.NullMarked;
