/// How things look on a screen: text that cannot lie, tables that fit, colours only where somebody sees them. Values
/// and pure functions, but for [dev.sallyport.app.cli.text.Console], which belongs to one thread.
@NullMarked
package dev.sallyport.app.cli.text;

import org.jspecify.annotations.NullMarked;
