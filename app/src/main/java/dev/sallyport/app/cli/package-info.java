/// The command line: [dev.sallyport.app.Main] is what the launcher starts, [dev.sallyport.app.cli.Cli] the tree of
/// commands and the meaning of failures.
///
/// A command is a small class of `command` that reads its options, calls one interface of `work` (or asks the running
/// gateway through the admin interface), prints with `text` and returns an exit code. Results go to the standard
/// output, everything about them to the standard error. Colours and cut columns are for terminals only; JSON is
/// printed when `--json` asks for it, never by guessing. Whatever an agent may have written is escaped (R19).
@NullMarked
package dev.sallyport.app.cli;

import org.jspecify.annotations.NullMarked;
