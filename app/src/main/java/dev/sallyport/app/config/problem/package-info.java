/// What is wrong with a configuration, where, and how it is said. Text from the file is shown escaped and short.
@NullMarked
package dev.sallyport.app.config.problem;

import org.jspecify.annotations.NullMarked;
