/// Tasks: trees of grants, what they narrow, and how they outlive the process.
///
/// [dev.sallyport.sessions.task.Tasks] holds every living grant in memory and answers without blocking;
/// what is new goes through a [dev.sallyport.sessions.task.GrantStore] first and is durable before
/// anybody learns of it. A grant that was ended stays known until its time would have been over, so
/// that nothing that hangs on it can come back.
@NullMarked
package dev.sallyport.sessions.task;

import org.jspecify.annotations.NullMarked;
