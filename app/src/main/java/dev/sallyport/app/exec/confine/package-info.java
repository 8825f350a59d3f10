/// `--confine`: a place for one command that reaches the gateway and nothing else (Linux).
///
/// ```
/// exec (the caller's user)            Unix sockets, a private folder
///   └ unshare: user, net, mount, ipc, uts namespaces; only two user ids exist in it
///       └ Inside: a JVM, root of that namespace alone; listens on its loopback, relays to exec
///           └ unshare: pid and mount namespaces → a root of its own by pivot_root → setpriv
///               └ the command: a user id of its own, no capability, no_new_privs, no other user namespace
/// ```
///
/// [Confinement] is exec's side, [Inside] the other one; they talk over one Unix socket ([Wire]), and when it
/// ends, the inside ends. [Room] writes the script that builds the command's file system. Everything is done by
/// programs of util-linux and iproute2 that [Toolbox] has found in the system's own folders; where one is
/// missing, or the kernel says no, nothing is started. [Inside] uses the JDK alone, so that it starts fast.
///
/// A confinement belongs to the thread that opened it; `put` and `signal` may come from any thread.
@NullMarked
package dev.sallyport.app.exec.confine;

import org.jspecify.annotations.NullMarked;
