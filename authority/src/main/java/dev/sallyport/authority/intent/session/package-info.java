/// Where the gateway asks the intent engine: how a session, what was said around it and an action
/// become a proposal, and what became of it. Where the engine doubts, the rules may want a second
/// opinion ([dev.sallyport.authority.intent.session.Judge]): `SecondOpinion` says what it can change.
///
/// **Threads.** [dev.sallyport.authority.intent.session.IntentDoor] is safe on every thread; its homework takes about a
/// millisecond, and as long as a judge's patience lasts where one is asked; it is done off the loop, its answers are
/// looked up.
@NullMarked
package dev.sallyport.authority.intent.session;

import org.jspecify.annotations.NullMarked;
