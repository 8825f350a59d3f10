/// Proves workloads by service-account tokens of Kubernetes, asking the cluster itself (TokenReview): the auth method
/// family `kubernetes`.
///
/// [dev.sallyport.authmethods.kubernetes.KubernetesAuthMethod]: what can be seen without asking (size, form, issuer,
/// audience, times) is checked first, or everything, signature included, by another method that has the cluster's
/// keys. Then `TokenReviews` asks the API server, so that a deleted pod or service account is seen at once; `Reviewed`
/// reads the answer. A success is believed for a few seconds, a failure never.
/// [dev.sallyport.authmethods.kubernetes.KubernetesNames] gives the bound objects their plain names.
///
/// No clock: every question brings its `now`. Everything is safe on every thread; a question blocks within its
/// time-out. The gateway's own token is read for each question and occurs in no message.
@NullMarked
package dev.sallyport.authmethods.kubernetes;

import org.jspecify.annotations.NullMarked;
