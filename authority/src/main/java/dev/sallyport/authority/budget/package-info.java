/// How much was used, by whom, of what (R1, R5). One counter per session, per workload and per target,
/// each for one resource; a counter holds distinct keys (as salted digests) and records.
///
/// A decision first drafts what it would take from every counter concerned, then keeps all of it or none,
/// under one lock that is held for less than a microsecond. Nothing is ever evicted: what does not fit is
/// refused. Time is counted in whole minutes: what was charged in a minute stops counting between 60 and
/// 61 minutes later.
@NullMarked
package dev.sallyport.authority.budget;

import org.jspecify.annotations.NullMarked;
