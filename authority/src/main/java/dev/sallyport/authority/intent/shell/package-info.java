/// Does this shell command do what the request asks?
///
/// `syntax` reads a command flat. [Reading] puts what is known of its utilities beside it and takes the
/// request apart. Two kinds of things are then said: [Rule]s stop alone (destruction, exfiltration, foreign
/// code, persistence … that the request does not ask for), and [Evidence] is weighed: does the command name
/// what the request names ([Coverage]), do its constructs go with the request's words ([Wording],
/// [Concepts]), does the request ask for what its utilities are for ([Purposes])?
///
/// The tables are text beside the classes: `utilities.txt`, `concepts.txt` and `asks.txt` are written by
/// hand; `learnt.txt` and `shell.forest` are made by the command in docs/intent-shell.md. They hold words of
/// English and of the shell's language, and no name of a file, a user or a host.
///
/// Nothing here throws for a text. Immutable, safe on every thread.
@NullMarked
package dev.sallyport.authority.intent.shell;

import org.jspecify.annotations.NullMarked;
