package dev.sallyport.authmethods.jwt;

import java.util.Arrays;
import java.util.Locale;
import java.util.Set;

/// Claims that name one token, one run or one instance: nothing that limits may be counted under (R5), for a
/// workload would only have to start another instance to have fresh limits.
public final class InstanceClaims {

    /// Times, RFC 7519 and OpenID Connect; then Azure, GitHub and GitLab; then the Kubernetes object that holds the
    /// pod.
    private static final Set<String> NAMES = Set.of(
            "exp",
            "nbf",
            "iat",
            "auth_time",
            "nonce",
            "at_hash",
            "c_hash",
            "s_hash",
            "sid",
            "session_state",
            "aio",
            "rh",
            "uti",
            "xms_st",
            "run_id",
            "run_number",
            "run_attempt",
            "check_run_id",
            "sha",
            "workflow_sha",
            "job_workflow_sha",
            "job_id",
            "pipeline_id",
            "runner_id",
            "kubernetes.io");

    private static final Set<String> WORDS =
            Set.of("jti", "uid", "uuid", "pod", "podname", "poduid", "instance", "replica");

    private InstanceClaims() {}

    public static boolean contains(String claim) {
        String name = claim.toLowerCase(Locale.ROOT);
        return NAMES.contains(name) || Arrays.stream(name.split("[^a-z0-9]+")).anyMatch(WORDS::contains);
    }
}
