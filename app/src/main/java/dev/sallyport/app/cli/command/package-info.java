/// One class for each command. None knows what stands behind the work that it calls.
@NullMarked
package dev.sallyport.app.cli.command;

import org.jspecify.annotations.NullMarked;
