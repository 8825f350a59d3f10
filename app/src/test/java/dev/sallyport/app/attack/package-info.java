/// A prompt-injected agent with a valid token against the whole gateway and a real server: [AttackTest] is the table of
/// what it tries, and of what good agents must still be able to do.
@NullMarked
package dev.sallyport.app.attack;

import org.jspecify.annotations.NullMarked;
