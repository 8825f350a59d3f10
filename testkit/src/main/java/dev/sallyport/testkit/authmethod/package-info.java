/// The contract that every auth method keeps: [dev.sallyport.testkit.authmethod.AuthMethodContract] is a suite of
/// JUnit tests that the test of a method inherits by supplying good and bad attestations.
/// [dev.sallyport.testkit.authmethod.SelfSigned] makes certificates for servers that methods ask. For tests only.
@NullMarked
package dev.sallyport.testkit.authmethod;

import org.jspecify.annotations.NullMarked;
