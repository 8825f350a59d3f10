/// The rooms in which attestations are checked: one package per family, each with one public
/// [dev.sallyport.api.identity.AuthMethod] and one settings record, strangers to one another.
///
/// `condition` is what they share: the `where` conditions on claims.
@NullMarked
package dev.sallyport.authmethods;

import org.jspecify.annotations.NullMarked;
