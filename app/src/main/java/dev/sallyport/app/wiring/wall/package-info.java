/// What a role of a target over HTTP may do at most, in the target's own words: the wall behind the two doors, as
/// missing GRANTs are in a database. It is asked before the doors, denies by itself, and permits nothing.
///
/// Values are immutable; a walled exchange belongs to its request and is called on its loop.
@NullMarked
package dev.sallyport.app.wiring.wall;

import org.jspecify.annotations.NullMarked;
