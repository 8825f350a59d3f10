/// The whole house at once: the real gateway as `serve` starts it, a real PostgreSQL, real clients.
/// Nothing is faked but the platform that issues tokens. Each class has a database, a platform and a
/// state folder of its own.
@NullMarked
package dev.sallyport.app.e2e;

import org.jspecify.annotations.NullMarked;
