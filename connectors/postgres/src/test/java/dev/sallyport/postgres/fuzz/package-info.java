/// A fuzzer for both sides of the wire, without a server: hostile agents before a scripted target that is
/// honest, and
/// a hostile target behind an agent that is. Each round is made from its seed alone.
///
/// What must hold, whatever is said: nobody hangs, nothing is thrown where nobody catches it, no buffer
/// leaks, a
/// healthy
/// session is served afterwards, every permit is accounted for exactly once, and the target hears no byte
/// without a
/// permit.
///
/// ```
/// ./sallyport test -pl connectors/postgres -am -Dtest=FuzzTest -Dsurefire.failIfNoSpecifiedTests=false \
///     -Dsallyport.fuzz.seconds=7200 -Dsallyport.fuzz.from=1000000
/// ```
///
/// `-Dsallyport.seed=17` repeats one round of each side.
@NullMarked
package dev.sallyport.postgres.fuzz;

import org.jspecify.annotations.NullMarked;
