package dev.sallyport.app.config.check;

import dev.sallyport.app.config.AccountEntry;
import dev.sallyport.app.config.AdminAccount;
import dev.sallyport.app.config.AuthMethodEntry;
import dev.sallyport.app.config.BundleEndpoint;
import dev.sallyport.app.config.Configuration;
import dev.sallyport.app.config.FederatedDomain;
import dev.sallyport.app.config.FileReference;
import dev.sallyport.app.config.Introspection;
import dev.sallyport.app.config.JudgeEntry;
import dev.sallyport.app.config.Kubernetes;
import dev.sallyport.app.config.Oauth;
import dev.sallyport.app.config.Postgres;
import dev.sallyport.app.config.Review;
import dev.sallyport.app.config.SecretReference;
import dev.sallyport.app.config.Spiffe;
import dev.sallyport.app.config.TargetEntry;
import dev.sallyport.app.config.TlsEntry;
import dev.sallyport.app.config.WebToken;
import dev.sallyport.app.config.files.FileGuard;
import dev.sallyport.app.config.files.Secrets;
import dev.sallyport.app.config.problem.Problems;
import dev.sallyport.app.config.problem.Shown;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The files that the configuration refers to: there, and nobody else's to write (R22) or, if secret,
/// to read (R23).
record FileChecks(FileGuard guard, Secrets secrets, Problems problems) {

    void check(Configuration configuration) {
        TlsEntry tls = configuration.tls();
        if (tls != null) {
            tls(tls);
        }
        configuration.authMethods().forEach(this::authMethod);
        configuration.orchestrators().forEach((name, entry) -> {
            FileReference jwks = entry.jwks();
            if (jwks != null) trusted("orchestrators." + name + ".jwks", jwks.path());
        });
        configuration.targets().forEach(this::target);
        JudgeEntry judge = configuration.judge();
        if (judge != null) judge(judge);
    }

    private void judge(JudgeEntry judge) {
        authority("judge", judge.ca());
        SecretReference key = judge.key();
        if (key != null) {
            secret("judge.key", key);
        }
    }

    private void tls(TlsEntry tls) {
        try {
            switch (tls.source()) {
                case TlsEntry.Source.Files(Path certificate, SecretReference key) -> {
                    trusted("tls.certificate", certificate);
                    secret("tls.key", key);
                }
                case TlsEntry.Source.WorkloadApi _ -> {}
            }
        } catch (IllegalArgumentException e) {
            problems.error("tls", String.valueOf(e.getMessage()));
        }
    }

    private void authMethod(String name, AuthMethodEntry entry) {
        if (entry.proof() instanceof Spiffe spiffe) {
            spiffe("authMethods." + name + ".spiffe", spiffe);
        }
        FileReference jwks =
                entry.proof() instanceof WebToken token ? token.oidc().jwks() : null;
        if (jwks != null) {
            trusted("authMethods." + name + "." + AuthMethodChecks.family(entry) + ".jwks", jwks.path());
        }
        if (entry.proof() instanceof Kubernetes pods && pods.review() != null) {
            review("authMethods." + name + ".kubernetes.review", pods.review());
        }
        if (entry.proof() instanceof Oauth oauth && oauth.introspection() != null) {
            introspection("authMethods." + name + ".oauth.introspection", oauth.introspection());
        }
    }

    private void review(String path, Review review) {
        authority(path, review.ca());
        secret(path + ".token", review.token());
    }

    private void introspection(String path, Introspection introspection) {
        authority(path, introspection.ca());
        SecretReference key = introspection.key();
        if (key != null) {
            secret(path + ".key", key);
        }
        SecretReference secret = introspection.secret();
        if (secret != null) {
            secret(path + ".secret", secret);
        }
    }

    private void authority(String path, @Nullable Path ca) {
        if (ca != null) {
            trusted(path + ".ca", ca);
        }
    }

    private void spiffe(String path, Spiffe spiffe) {
        List<FederatedDomain> domains = spiffe.domains();
        for (int i = 0; i < domains.size(); i++) {
            trustDomain(i == 0 ? path : SpiffeChecks.federated(path, i - 1), domains.get(i));
        }
    }

    private void trustDomain(String path, FederatedDomain domain) {
        BundleEndpoint endpoint = domain.bundleEndpoint();
        if (domain.bundle() != null) {
            trusted(path + ".bundle", domain.bundle().path());
        }
        if (endpoint != null && endpoint.authorities() != null) {
            trusted(path + ".bundleEndpoint.authorities", endpoint.authorities().path());
        }
        if (domain.revocations() != null) {
            trusted(path + ".revocations", domain.revocations().path());
        }
    }

    private void target(String name, TargetEntry entry) {
        switch (entry.protocol()) {
            case Postgres postgres -> postgres("targets." + name + ".postgres", postgres);
        }
        AccountEntry account = entry.lease().account();
        if (account != null) {
            secret("targets." + name + ".lease.account.password", account.password());
        }
    }

    private void postgres(String path, Postgres postgres) {
        Path ca = postgres.ca();
        if (ca != null) {
            trusted(path + ".ca", ca);
        }
        switch (postgres.admin()) {
            case AdminAccount.Login login -> secret(path + ".admin.password", login.password());
            case AdminAccount.Combined combined -> secret(path + ".admin", combined.secret());
        }
    }

    private void trusted(String path, Path file) {
        guard.distrust(file)
                .ifPresent(
                        complaint -> problems.error(path, "the file " + complaint + ": " + Shown.of(file.toString())));
    }

    private void secret(String path, SecretReference reference) {
        secrets.complaint(reference)
                .ifPresent(complaint -> problems.error(path, complaint + ": " + Shown.of(reference.toString())));
        if (reference instanceof SecretReference.Env) {
            problems.warn(
                    path,
                    "an environment variable can be seen by others on the machine, use `file:`: "
                            + Shown.of(reference.toString()));
        }
    }
}
