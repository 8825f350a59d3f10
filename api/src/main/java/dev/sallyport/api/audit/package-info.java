/// The words of the tamper-evident trail. A [dev.sallyport.api.audit.Pen] belongs to one loop; everything else
/// is safe on every thread.
@NullMarked
package dev.sallyport.api.audit;

import org.jspecify.annotations.NullMarked;
