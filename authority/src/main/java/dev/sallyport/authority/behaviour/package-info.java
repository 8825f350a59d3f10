/// What workloads usually do, across their sessions: on which resources, how much, at what time of day.
/// Learnt from what was performed; after a restart from the trail.
///
/// What is unusual is evidence, and waits for a human where the purpose says so; it never lets anything through. Where
/// a decision is made again (R24), what was found unusual is taken from its record: it was an input.
///
/// **Threads.** [dev.sallyport.authority.behaviour.Habits] is safe on every thread; one short lock per workload.
@NullMarked
package dev.sallyport.authority.behaviour;

import org.jspecify.annotations.NullMarked;
