package dev.sallyport.app.config.check;

import dev.sallyport.app.config.AccountEntry;
import dev.sallyport.app.config.AdminAccount;
import dev.sallyport.app.config.AuthMethodEntry;
import dev.sallyport.app.config.Configuration;
import dev.sallyport.app.config.CredentialEntry;
import dev.sallyport.app.config.Http;
import dev.sallyport.app.config.Introspection;
import dev.sallyport.app.config.Kubernetes;
import dev.sallyport.app.config.Llm;
import dev.sallyport.app.config.Mcp;
import dev.sallyport.app.config.Oauth;
import dev.sallyport.app.config.Postgres;
import dev.sallyport.app.config.SecretReference;
import dev.sallyport.app.config.TargetEntry;
import dev.sallyport.app.config.TlsEntry;
import dev.sallyport.app.config.files.FileGuard;
import dev.sallyport.app.config.files.Secrets;
import dev.sallyport.app.config.problem.Problems;
import dev.sallyport.app.config.problem.Shown;
import dev.sallyport.app.config.shape.Words;
import org.jspecify.annotations.Nullable;

/// The files that the configuration refers to: there, and nobody else's to write (R22) or, if secret,
/// to read (R23).
record FileChecks(FileGuard guard, Secrets secrets, Problems problems) {

    void check(Configuration configuration) {
        NamedFile.of(configuration).forEach(this::trusted);
        TlsEntry tls = configuration.tls();
        if (tls != null) tls(tls);
        configuration.authMethods().forEach(this::authMethod);
        configuration.targets().forEach(this::target);
        if (configuration.judge() != null)
            secret("judge.key", configuration.judge().key());
    }

    private void tls(TlsEntry tls) {
        try {
            switch (tls.source()) {
                case TlsEntry.Source.Files files -> secret("tls.key", files.key());
                case TlsEntry.Source.WorkloadApi _ -> {}
            }
        } catch (IllegalArgumentException e) {
            problems.error("tls", String.valueOf(e.getMessage()));
        }
    }

    private void authMethod(String name, AuthMethodEntry entry) {
        String path = "authMethods." + name + ".";
        if (entry.proof() instanceof Kubernetes pods && pods.review() != null)
            secret(path + "kubernetes.review.token", pods.review().token());
        if (entry.proof() instanceof Oauth oauth && oauth.introspection() != null)
            introspection(path + "oauth.introspection", oauth.introspection());
    }

    private void introspection(String path, Introspection introspection) {
        secret(path + ".key", introspection.key());
        secret(path + ".secret", introspection.secret());
    }

    private void target(String name, TargetEntry entry) {
        String path = "targets." + name + "." + entry.protocol().kind();
        switch (entry.protocol()) {
            case Postgres postgres -> postgres(path, postgres);
            case Http http -> http(path, http);
            case Llm llm -> secret(path + ".key", llm.key());
            case Mcp mcp -> {
                secret(path + ".key", mcp.key());
                mcp.secretEnv().forEach((variable, value) -> secret(path + ".secretEnv." + variable, value));
            }
        }
        AccountEntry account = entry.lease().account();
        if (account != null) secret("targets." + name + ".lease.account.password", account.password());
    }

    private void postgres(String path, Postgres postgres) {
        switch (postgres.admin()) {
            case AdminAccount.Login login -> secret(path + ".admin.password", login.password());
            case AdminAccount.Combined combined -> secret(path + ".admin", combined.secret());
        }
    }

    private void http(String path, Http http) {
        CredentialEntry credential = http.credential();
        if (credential == null) return;
        String at = path + ".credential." + Words.of(credential.shown().getClass()) + ".";
        credential.shown().secrets().forEach(one -> secret(at + one.key(), one.reference()));
    }

    private void trusted(NamedFile named) {
        guard.distrust(named.file())
                .ifPresent(complaint -> problems.error(
                        named.path(),
                        "the file " + complaint + ": " + Shown.of(named.file().toString())));
    }

    private void secret(String path, @Nullable SecretReference reference) {
        if (reference == null) return;
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
