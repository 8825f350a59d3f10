/// Door two's hard rules: is every operation of an action covered by a line of the purpose's contract,
/// and what would it cost there? Pure: the counters are asked elsewhere.
///
/// An operation needs one line with its verb and resource whose columns cover what it touches and whose
/// key it has. Three kinds of operation need none: what concerns the session alone; a READ of the key
/// columns by which the same action updates or deletes under a keyed line; a function that a line names.
/// What is not understood is never covered.
@NullMarked
package dev.sallyport.authority.contract;

import org.jspecify.annotations.NullMarked;
