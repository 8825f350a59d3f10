/// What the tests of every room share: seeded generators, contract suites, a platform that issues identities.
///
/// Each package says which of its types also serve outside of tests (the demo plays the platform with
/// `identity.PlatformIssuer`); those know neither JUnit nor AssertJ.
@NullMarked
package dev.sallyport.testkit;

import org.jspecify.annotations.NullMarked;
