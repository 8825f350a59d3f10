/// Door one without policies: access rules bind an auth method to a target and say for which purposes (R1).
///
/// The same rules are asked twice: when a session opens, and again at every action, so that a session
/// whose rule is gone, narrowed or past the end of observe mode does not live on what it was once granted
/// (R18, R20).
@NullMarked
package dev.sallyport.authority.baseline;

import org.jspecify.annotations.NullMarked;
