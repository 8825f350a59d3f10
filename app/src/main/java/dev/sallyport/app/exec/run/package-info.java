/// A command that runs for exec: where it runs ([Enclosure]) and that it runs ([Running]). [Open] is the
/// place without walls; the walls are in `confine`.
@NullMarked
package dev.sallyport.app.exec.run;

import org.jspecify.annotations.NullMarked;
