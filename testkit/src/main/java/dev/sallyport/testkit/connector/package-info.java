/// The contract that every connector keeps: [dev.sallyport.testkit.connector.ConnectorContract] is a
/// suite of JUnit tests that the test of a connector inherits by playing an agent and a target. For
/// tests only; one test at a time.
@NullMarked
package dev.sallyport.testkit.connector;

import org.jspecify.annotations.NullMarked;
