/// Where the gateway asks the intent engine: how a session, what was said around it and an action become a proposal,
/// and
/// what became of it.
///
/// **Threads.** [dev.sallyport.authority.intent.session.IntentDoor] is safe on every thread; its homework takes about a
/// millisecond and is
/// done off the loop, its answers are looked up.
@NullMarked
package dev.sallyport.authority.intent.session;

import org.jspecify.annotations.NullMarked;
