/// Proves workloads by their AWS IAM identity: the auth method family `aws`.
///
/// A workload signs an STS `GetCallerIdentity` request (Signature Version 4) and hands it over; the gateway sends it,
/// and only STS's answer proves anything. What the gateway checks before is that the request can do nothing else, goes
/// nowhere else, and was meant for this gateway, now and once.
///
/// The way of a request through [dev.sallyport.authmethods.aws.AwsAuthMethod]:
/// 1. `Presented`: size, one spelling of base64url, strict JSON (`PresentedText`, `JsonLeaves`), header names unique
/// 2. `HeaderForm` or `PresignedForm` read it into a `SignedCall` by allow-lists alone (`StsUrl`, `Headers`, `Signing`)
/// 3. `CallRules`: host and region by a table (`StsHosts`), service, audience, date
/// 4. `SeenRequests`: each signature is accepted once
/// 5. `StsClient`: sends; looks at the address before it dials (`OutsideAddresses`)
/// 6. `StsReply` reads the answer (`XmlLeaves`, `JsonLeaves`); `Principal` reads the ARN
/// 7. `Admission`: account, root, role; then the `where` condition
///
/// [dev.sallyport.authmethods.aws.SignedIdentity] is the other side: it makes what a workload presents.
///
/// No clock: every question brings its `now`. Refusals travel as `NotProven` inside the package and leave it as values.
/// Everything but `AwsProblems` is safe on every thread.
@NullMarked
package dev.sallyport.authmethods.aws;

import org.jspecify.annotations.NullMarked;
