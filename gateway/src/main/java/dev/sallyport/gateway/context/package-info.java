/// What was said around the sessions of this gateway: conversations with models, as connectors read them off the wire,
/// and what targets answered. Evidence for door two (R2, R3), by owner: a task tree, or a workload that has none.
///
/// [dev.sallyport.gateway.context.Remembered] is immutable and says what an owner's context is after each thing that
/// was heard; the same events give the same context on every machine (R24). [dev.sallyport.gateway.context.Contexts]
/// holds one for each owner and is
/// safe on every thread.
@NullMarked
package dev.sallyport.gateway.context;

import org.jspecify.annotations.NullMarked;
