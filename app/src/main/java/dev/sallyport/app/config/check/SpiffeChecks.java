package dev.sallyport.app.config.check;

import dev.sallyport.app.config.BundleEndpoint;
import dev.sallyport.app.config.BundleFrom;
import dev.sallyport.app.config.FederatedDomain;
import dev.sallyport.app.config.Spiffe;
import dev.sallyport.app.config.problem.Problems;
import java.util.List;

/// What a SPIFFE auth method needs to be one: one place for each trust domain's authorities, and a word
/// on who may come.
record SpiffeChecks(Problems problems) {

    void check(String path, Spiffe spiffe, String where) {
        List<FederatedDomain> domains = spiffe.domains();
        for (int i = 0; i < domains.size(); i++) place(i == 0 ? path : federated(path, i - 1), domains.get(i));
        if (spiffe.paths().isEmpty() && where.isBlank()) {
            problems.warn(
                    path + ".paths",
                    "every workload of the trust domain is let in, give `paths` or `where` to say which");
        }
    }

    /// Where the domain with this number stands.
    static String federated(String path, int number) {
        return path + ".federated[" + number + "]";
    }

    private void place(String path, FederatedDomain domain) {
        try {
            if (BundleFrom.of(domain) instanceof BundleFrom.AtEndpoint(BundleEndpoint endpoint)) {
                endpoint(path + ".bundleEndpoint", endpoint);
            }
        } catch (IllegalArgumentException e) {
            problems.error(path, String.valueOf(e.getMessage()));
        }
    }

    private void endpoint(String path, BundleEndpoint endpoint) {
        if (endpoint.spiffeId().isEmpty() != (endpoint.authorities() == null)) {
            problems.error(path, "give `spiffeId` and `authorities`, or neither");
        }
    }
}
