/// What the platform gave to whoever runs exec: looked for in a fixed order, [ProofSearch]; each place is a
/// [ProofSource] of its own. A proof is never kept, shown or put on a command line.
@NullMarked
package dev.sallyport.app.exec.proof;

import org.jspecify.annotations.NullMarked;
