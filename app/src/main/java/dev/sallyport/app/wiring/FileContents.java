package dev.sallyport.app.wiring;

import dev.sallyport.api.credential.Secret;
import dev.sallyport.app.config.AdminAccount;
import dev.sallyport.app.config.BasicCredential;
import dev.sallyport.app.config.Configuration;
import dev.sallyport.app.config.CredentialEntry;
import dev.sallyport.app.config.ExchangeCredential;
import dev.sallyport.app.config.GithubCredential;
import dev.sallyport.app.config.HeaderCredential;
import dev.sallyport.app.config.Http;
import dev.sallyport.app.config.Llm;
import dev.sallyport.app.config.Mcp;
import dev.sallyport.app.config.OauthCredential;
import dev.sallyport.app.config.Postgres;
import dev.sallyport.app.config.QueryCredential;
import dev.sallyport.app.config.SecretReference;
import dev.sallyport.app.config.TargetEntry;
import dev.sallyport.app.config.TlsEntry;
import dev.sallyport.app.config.check.Check;
import dev.sallyport.app.config.check.NamedFile;
import dev.sallyport.app.config.files.Secrets;
import dev.sallyport.app.config.problem.Problems;
import dev.sallyport.authmethods.jwt.FileKeys;
import dev.sallyport.authmethods.jwt.KeySet;
import dev.sallyport.authmethods.spiffe.SpiffeFiles;
import dev.sallyport.http.credential.StandingCredential;
import dev.sallyport.http.credential.token.JwtSigning;
import dev.sallyport.transport.ServerTls;
import dev.sallyport.transport.http.Scrubbable;
import java.io.IOException;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.InstantSource;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// What stands in the files that a configuration names, read once and not used: so that all that is wrong with them is
/// told together, and before a start. A start reads them itself, and is not made to do it twice.
///
/// What a start would refuse is an error. What only keeps workloads out until the file is mended, for it is read again
/// when it changes, is a warning.
///
/// @param secrets a private key and a combined secret have a form as well; what they hold is told to nobody
public record FileContents(Secrets secrets, InstantSource clock) implements Check {

    /// Bytes, the most that a configuration may allow.
    private static final int LARGEST = 16 << 20;

    @FunctionalInterface
    private interface Reading {
        void read() throws IOException;
    }

    @FunctionalInterface
    private interface Form {
        /// @throws IllegalArgumentException when the secret does not have it
        Secret usable(String path, Secret secret);
    }

    @Override
    public void check(Configuration configuration, Problems problems) {
        NamedFile.of(configuration).forEach(named -> file(named, problems));
        TlsEntry tls = configuration.tls();
        if (tls != null) tls(tls, problems);
        configuration.targets().forEach((name, entry) -> target("targets." + name + ".", entry, problems));
    }

    private void file(NamedFile named, Problems problems) {
        Path file = named.file();
        switch (named.holds()) {
            case AUTHORITIES -> need(named.path(), problems, () -> Authorities.of(named.path(), file));
            case KEYS -> want(named.path(), problems, () -> KeySet.parse(new FileKeys(file, LARGEST).fetch()));
            case BUNDLE -> want(named.path(), problems, () -> SpiffeFiles.bundle(file, LARGEST));
            case REVOCATIONS ->
                want(named.path(), problems, () -> SpiffeFiles.revocations(file, LARGEST, clock.instant()));
            case CERTIFICATE, API -> {} // with its key; with the target that it describes
        }
    }

    private void tls(TlsEntry tls, Problems problems) {
        Path certificate = tls.certificate();
        SecretReference key = tls.key();
        if (certificate == null || key == null || problems.errorAt("tls")) return;
        need("tls.key", problems, () -> KeyFile.of(key, secrets));
        if (problems.errorAt("tls.key")) return;
        need("tls.certificate", problems, () -> {
            X509Certificate leaf = ServerTls.leaf(certificate, KeyFile.of(key, secrets));
            if (leaf.getNotAfter().toInstant().isBefore(clock.instant()))
                problems.warn("tls.certificate", "nobody accepts it any more, renew it: it ended " + ended(leaf));
        });
    }

    private static String ended(X509Certificate leaf) {
        return "`" + leaf.getNotAfter().toInstant() + "`";
    }

    private void target(String at, TargetEntry entry, Problems problems) {
        String path = at + entry.protocol().kind();
        switch (entry.protocol()) {
            case Postgres postgres -> admin(path + ".admin", postgres.admin(), problems);
            case Llm llm -> field(path + ".key", llm.key(), problems);
            case Mcp mcp -> {
                field(path + ".key", mcp.key(), problems);
                mcp.secretEnv()
                        .forEach((name, value) ->
                                secret(path + ".secretEnv." + name, value, Scrubbable::secret, problems));
            }
            case Http http -> credential(path + ".credential.", http.credential(), problems);
        }
    }

    /// A password of its own has no form.
    private void admin(String path, AdminAccount admin, Problems problems) {
        if (admin instanceof AdminAccount.Combined)
            need(path, problems, () -> secrets.login(admin).password().close());
    }

    /// What a token is got with is read at each use.
    private void credential(String path, @Nullable CredentialEntry credential, Problems problems) {
        if (credential == null) return;
        switch (credential.shown()) {
            case HeaderCredential header -> field(path + "header.value", header.value(), problems);
            case QueryCredential query -> field(path + "query.value", query.value(), problems);
            case BasicCredential basic -> field(path + "basic.password", basic.password(), problems);
            case GithubCredential github -> signing(path + "github.privateKey", github.privateKey(), problems);
            case ExchangeCredential exchange -> signing(path + "exchange.key", exchange.key(), problems);
            case OauthCredential _ -> {}
        }
    }

    private void field(String path, @Nullable SecretReference reference, Problems problems) {
        if (reference != null) secret(path, reference, StandingCredential::usable, problems);
    }

    private void secret(String path, SecretReference reference, Form form, Problems problems) {
        need(path, problems, () -> {
            try (Secret secret = secrets.read(reference)) {
                form.usable(path, secret);
            }
        });
    }

    private void signing(String path, SecretReference key, Problems problems) {
        JwtSigning signing = new JwtSigning(() -> secrets.read(key), "");
        look(path, problems, signing::tryOut, told -> problems.warn(path, "no session gets a token: " + told));
    }

    private static void need(String path, Problems problems, Reading reading) {
        look(path, problems, reading, told -> problems.error(path, told));
    }

    private static void want(String path, Problems problems, Reading reading) {
        look(path, problems, reading, told -> problems.warn(path, "what it vouches for is refused, mend it: " + told));
    }

    /// A file that may not be used is not looked into.
    private static void look(String path, Problems problems, Reading reading, Consumer<String> tell) {
        if (problems.errorAt(path)) return;
        try {
            reading.read();
        } catch (IOException | IllegalArgumentException e) {
            String told = String.valueOf(e.getMessage());
            tell.accept(told.startsWith(path + ": ") ? told.substring(path.length() + 2) : told);
        }
    }
}
