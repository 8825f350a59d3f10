/// Reads what a POSIX shell (with bash's additions) would run, without running it.
///
/// [Lexer] cuts a text into words and operators, [Parser] makes the commands of them, [Launches] opens up
/// what the commands start themselves (`sudo`, `xargs`, `find -exec`, `sh -c`, `ssh host command`, awk's
/// `system`). The result is flat: a [Script] is a list of [Command], each of which says where it stands and
/// how it is joined to the one before. Tolerant: what a shell would refuse (a quote without an end) is read
/// on as if the sign were an ordinary character, and said in [Script#doubts]; what is longer, deeper or more
/// than [Limits] is not read, and said too. Nothing here throws for a text, whatever is in it, and work is
/// bounded by the limits. Source: POSIX.1-2024, Shell Command Language, chapter 2; the bash reference manual,
/// chapter 3.
///
/// Threads: everything public is immutable; a lexer and a parser live within one call.
@NullMarked
package dev.sallyport.authority.intent.shell.syntax;

import org.jspecify.annotations.NullMarked;
