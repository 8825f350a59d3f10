/// What the two doors decide by: the configuration, resolved and checked, as plain records. `app` builds them
/// from the YAML file; nothing here knows YAML. Immutable.
@NullMarked
package dev.sallyport.authority.rules;

import org.jspecify.annotations.NullMarked;
