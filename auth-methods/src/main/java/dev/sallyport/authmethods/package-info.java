/// The rooms in which attestations are checked: one package per family, each with one public
/// [dev.sallyport.api.identity.AuthMethod] and one settings record, strangers to one another.
///
/// What they share: `condition`, the `where` conditions on claims; `jwt`, signed tokens and their keys; `web`, small
/// bounded questions over HTTP.
@NullMarked
package dev.sallyport.authmethods;

import org.jspecify.annotations.NullMarked;
