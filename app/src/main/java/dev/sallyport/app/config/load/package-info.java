/// From a file to a [dev.sallyport.app.config.load.LoadResult] in one call: as a whole or not at all, at start-up, in
/// `sallyport check` and on reload alike.
@NullMarked
package dev.sallyport.app.config.load;

import org.jspecify.annotations.NullMarked;
