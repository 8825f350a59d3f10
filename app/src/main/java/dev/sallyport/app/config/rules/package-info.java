/// The configuration in other words: as the [dev.sallyport.authority.rules.Rules] that the two doors decide by, and
/// as sentences for `sallyport check`. Pure translation, no policy. Immutable.
@NullMarked
package dev.sallyport.app.config.rules;

import org.jspecify.annotations.NullMarked;
