/// An AWS STS on loopback that checks signatures, with principals whose secrets it knows.
///
/// [dev.sallyport.testkit.aws.SigningSts] answers `GetCallerIdentity` as the real one does: XML or JSON, and the same
/// error codes. It finds out whether a signature is right by signing the request again with AWS's own signer, so no
/// second implementation of Signature Version 4 could agree with a mistake of the first.
///
/// Where it is stricter than AWS: it knows only signatures over `x-amz-content-sha256`, because AWS's
/// signer always adds that header. Safe for many threads. For tests only.
@NullMarked
package dev.sallyport.testkit.aws;

import org.jspecify.annotations.NullMarked;
