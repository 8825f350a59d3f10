/// What the gateway itself says to a PostgreSQL target (R10), and nothing else.
///
/// Every statement is a constant of the closed list [dev.sallyport.postgres.admin.AdminStatement] with typed
/// [dev.sallyport.postgres.admin.Part]s in its gaps; only that enum can make an
/// [dev.sallyport.postgres.admin.AdminSql], and [dev.sallyport.postgres.admin.AdminSession] runs nothing else. A test
/// reads the server's own log and fails on a sentence that is not on the list.
///
/// [dev.sallyport.postgres.admin.AdminLine] keeps a few pgjdbc connections to one target. It blocks: call it on virtual
/// threads. Every wait has a time-out; what the target says reaches the caller as a
/// [dev.sallyport.postgres.admin.TargetException] with its SQLSTATE, never with a statement's text in it.
@NullMarked
package dev.sallyport.postgres.admin;

import org.jspecify.annotations.NullMarked;
