/// What the commands call: one small interface for each piece of work, gathered in
/// [dev.sallyport.app.cli.work.Work]. An implementation does the work and returns what it found; the command prints
/// it and chooses the exit code. Each is called once, on the main thread, and may block. An expected failure is a
/// [dev.sallyport.app.cli.work.CommandFailure]; its text is shown as it is.
@NullMarked
package dev.sallyport.app.cli.work;

import org.jspecify.annotations.NullMarked;
