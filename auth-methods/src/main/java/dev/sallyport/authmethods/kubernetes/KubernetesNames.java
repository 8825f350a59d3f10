package dev.sallyport.authmethods.kubernetes;

import dev.sallyport.authmethods.jwt.Attributes;
import java.util.List;
import java.util.Map;

/// Plain names of what a service-account token is bound to: `namespace`, `serviceaccount`, `serviceaccount_uid`,
/// `pod`, `pod_uid`, `node`, `node_uid`.
public final class KubernetesNames {

    private static final String CLAIM = "kubernetes.io";

    /// Where a bound token has them (Kubernetes, `pkg/serviceaccount/claims.go`); a node only since 1.29.
    public static final Attributes IN_TOKEN = new Attributes(Map.of(
            "namespace", List.of(CLAIM, "namespace"),
            "serviceaccount", List.of(CLAIM, "serviceaccount", "name"),
            "serviceaccount_uid", List.of(CLAIM, "serviceaccount", "uid"),
            "pod", List.of(CLAIM, "pod", "name"),
            "pod_uid", List.of(CLAIM, "pod", "uid"),
            "node", List.of(CLAIM, "node", "name"),
            "node_uid", List.of(CLAIM, "node", "uid")));

    /// Where a TokenReview has them: `status.user.extra`, each a list of one.
    static final Map<String, String> IN_EXTRA = Map.of(
            "pod", "authentication.kubernetes.io/pod-name",
            "pod_uid", "authentication.kubernetes.io/pod-uid",
            "node", "authentication.kubernetes.io/node-name",
            "node_uid", "authentication.kubernetes.io/node-uid");

    private KubernetesNames() {}
}
