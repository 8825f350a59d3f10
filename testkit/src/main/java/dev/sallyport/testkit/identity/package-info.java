/// A platform that gives workloads their identity: an issuer with real keys, on loopback.
///
/// [dev.sallyport.testkit.identity.PlatformIssuer] serves a discovery document and a JWK set and signs tokens;
/// [dev.sallyport.testkit.identity.PlatformToken] says what is in one and signs it rightly, wrongly or not at all.
/// The demo plays the platform with it too, so nothing here knows JUnit or AssertJ. Signatures are made with the
/// JDK alone, so that a mistake in the library the gateway checks with does not cancel itself out.
///
/// Anyone on this machine can reach the issuer, and whoever holds the object can be anyone: never let a gateway
/// outside of a test or a demo trust it.
@NullMarked
package dev.sallyport.testkit.identity;

import org.jspecify.annotations.NullMarked;
