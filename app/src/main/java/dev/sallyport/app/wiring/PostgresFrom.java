package dev.sallyport.app.wiring;

import dev.sallyport.api.credential.Secret;
import dev.sallyport.app.config.AccountEntry;
import dev.sallyport.app.config.ClearText;
import dev.sallyport.app.config.LeaseEntry;
import dev.sallyport.app.config.Minting;
import dev.sallyport.app.config.Postgres;
import dev.sallyport.app.config.TargetEntry;
import dev.sallyport.app.config.TimeLimitEntry;
import dev.sallyport.app.config.TlsMode;
import dev.sallyport.app.config.Witness;
import dev.sallyport.app.config.files.Login;
import dev.sallyport.app.config.files.Secrets;
import dev.sallyport.app.config.rules.Canonical;
import dev.sallyport.postgres.target.Grant;
import dev.sallyport.postgres.target.LeaseKind;
import dev.sallyport.postgres.target.LeaseSettings;
import dev.sallyport.postgres.target.TargetSettings;
import dev.sallyport.postgres.target.TimeLimits;
import dev.sallyport.postgres.target.Warm;
import dev.sallyport.postgres.target.WitnessSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// A PostgreSQL target.
public final class PostgresFrom {

    private PostgresFrom() {}

    /// Reads the admin account's secret, and that of a standing account.
    ///
    /// @param name the key under `targets`
    /// @param postgres the entry's protocol
    /// @param instance as configured
    /// @throws IOException when the secret cannot be read
    /// @throws IllegalArgumentException when a grant or the search path is wrong; the check has told it before
    public static TargetSettings entry(
            String name, TargetEntry entry, Postgres postgres, String instance, Secrets secrets) throws IOException {
        AccountEntry account = entry.lease().account();
        Secret password = account == null ? Secret.of("") : secrets.read(account.password());
        return entry(name, entry, postgres, instance, secrets.login(postgres.admin()), password);
    }

    /// With secrets that were read already.
    ///
    /// @param password of the standing account, if there is one
    public static TargetSettings entry(
            String name, TargetEntry entry, Postgres postgres, String instance, Login login, Secret password) {
        return new TargetSettings(
                name,
                postgres.address().host(),
                postgres.address().port(),
                postgres.database(),
                new TargetSettings.Admin(
                        login.user(),
                        login.password(),
                        postgres.connectTimeout(),
                        postgres.mintTimeout(),
                        minting(postgres.minting())),
                tls(postgres),
                postgres.searchPath(),
                roles(name, entry.roles()),
                Canonical.keys(entry.sensitive()),
                leases(entry.lease(), password, postgres, instance),
                limits(entry, postgres),
                postgres.clearText() == ClearText.ALLOW,
                Math.toIntExact(entry.maxStatement().bytes()),
                new WitnessSettings(postgres.witness() == Witness.ON, postgres.witnessTimeout()),
                postgres.hear().bytes());
    }

    private static dev.sallyport.postgres.target.Minting minting(Minting minting) {
        return switch (minting) {
            case DIRECT -> dev.sallyport.postgres.target.Minting.DIRECT;
            case FUNCTIONS -> dev.sallyport.postgres.target.Minting.FUNCTIONS;
        };
    }

    private static TargetSettings.Tls tls(Postgres postgres) {
        Path ca = postgres.ca();
        return new TargetSettings.Tls(mode(postgres.tls()), ca == null ? null : ca.toString());
    }

    private static TargetSettings.Tls.Mode mode(TlsMode mode) {
        return switch (mode) {
            case DISABLE -> TargetSettings.Tls.Mode.DISABLE;
            case REQUIRE -> TargetSettings.Tls.Mode.REQUIRE;
            case VERIFY_CA -> TargetSettings.Tls.Mode.VERIFY_CA;
            case VERIFY_FULL -> TargetSettings.Tls.Mode.VERIFY_FULL;
        };
    }

    /// What each role of a target may do, by its configured name.
    ///
    /// @throws IllegalArgumentException with a text that starts with the path of the grant
    public static Map<String, List<Grant>> roles(String target, Map<String, List<String>> roles) {
        Map<String, List<Grant>> grants = new LinkedHashMap<>();
        roles.forEach((role, lines) -> grants.put(role, grants("targets." + target + ".roles." + role, lines)));
        return grants;
    }

    private static List<Grant> grants(String path, List<String> lines) {
        return IntStream.range(0, lines.size())
                .mapToObj(i -> Grant.parse(path + "[" + i + "]", lines.get(i)))
                .toList();
    }

    /// How far a session may set its time-outs.
    public static TimeLimits limits(TargetEntry entry, Postgres postgres) {
        TimeLimitEntry limits = entry.limits();
        LeaseEntry lease = entry.lease();
        Duration statement = or(limits.statementTimeout(), postgres.statementTimeout());
        return new TimeLimits(
                statement,
                or(limits.idleInTransaction(), lease.idleInTransaction()),
                or(limits.lockTimeout(), statement),
                limits.transactionTimeout(),
                lease.maxAge());
    }

    private static Duration or(@Nullable Duration given, Duration fallback) {
        return given == null ? fallback : given;
    }

    private static LeaseKind kind(@Nullable AccountEntry account, Secret password) {
        return account == null
                ? new LeaseKind.Role()
                : new LeaseKind.Account(account.user(), password, account.most(), account.patience());
    }

    private static LeaseSettings leases(LeaseEntry lease, Secret password, Postgres postgres, String instance) {
        return new LeaseSettings(
                kind(lease.account(), password),
                LeaseSettings.DEFAULT_PREFIX,
                instance,
                lease.maxAge(),
                lease.idle(),
                lease.connections(),
                postgres.statementTimeout(),
                lease.idleInTransaction(),
                lease.expiredGrace(),
                lease.teardown(),
                new Warm(lease.account() == null ? lease.warm() : 0, lease.keepWarm()));
    }
}
