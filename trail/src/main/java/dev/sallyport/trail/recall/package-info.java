/// From records back to what they were written from, so that a decision can be made again on another
/// machine (R24).
///
/// [dev.sallyport.trail.recall.Past] goes along a trail and knows who was there; `ActionRecall` reads
/// what was asked. What is sealed (R21) is opened with the trail's keys; without them literals stay
/// unknown, and a session's claims: both say so. A record that is not what this gateway writes is a
/// [dev.sallyport.trail.recall.MalformedRecord], never another exception. Everything here belongs to
/// one thread.
@NullMarked
package dev.sallyport.trail.recall;

import org.jspecify.annotations.NullMarked;
