/// The command line. Every command is a small class that reads its options, calls one function of
/// [dev.sallyport.app.cli.Commands] and prints; none of them knows what stands behind the function.
@NullMarked
package dev.sallyport.app.cli;

import org.jspecify.annotations.NullMarked;
