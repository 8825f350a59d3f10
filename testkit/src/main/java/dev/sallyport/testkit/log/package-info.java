/// What a program under test writes into its log. Safe on every thread; one test at a time, since loggers are the
/// process's.
@NullMarked
package dev.sallyport.testkit.log;

import org.jspecify.annotations.NullMarked;
