/// The hall: the words everyone shares. Every other room opens on this one and on no other.
///
/// The packages form a line, and dependencies point along it only: `identity`, `target` → `session` → `action`
/// → `decision` → `connector`; `credential` feeds `connector`; `audit` sees identity, session, action and
/// decision. Everything here is a value (record, enum, sealed interface) or an interface with one to four
/// methods. Values are immutable and safe on every thread; each interface says which thread calls it. Nothing
/// here knows Netty, a clock, a file or a socket; `java.util.concurrent` stands for the loop.
@NullMarked
package dev.sallyport.api;

import org.jspecify.annotations.NullMarked;
