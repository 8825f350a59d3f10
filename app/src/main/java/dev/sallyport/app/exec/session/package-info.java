/// exec's side of the session endpoint: opens a task with the platform's proof, keeps one fresh token for
/// each target, writes them where libpq reads them, revokes the task at the end.
///
/// Tokens go into a password file (mode 0600) that is replaced before they end, never into the environment:
/// a process reads its environment once, and nobody can refresh it from outside.
@NullMarked
package dev.sallyport.app.exec.session;

import org.jspecify.annotations.NullMarked;
