/// What a record of the configuration looks like from outside: the annotations that its components carry, and
/// [dev.sallyport.app.config.shape.Shape], the tree that mapper, schema and reference page all walk, so that
/// they cannot disagree. Immutable; computed from the record classes by reflection.
@NullMarked
package dev.sallyport.app.config.shape;

import org.jspecify.annotations.NullMarked;
