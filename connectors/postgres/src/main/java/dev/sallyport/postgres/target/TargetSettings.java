package dev.sallyport.postgres.target;

import dev.sallyport.api.credential.Secret;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// One PostgreSQL target (14 or newer), as configured.
///
/// @param name the target's name in the configuration, without `targets.`
/// @param searchPath schemas, as the server stores their names; `pg_temp` is put last by whoever sets it (R8)
/// @param roles the grants of each role, by the role's configured name
/// @param sensitive the sensitive columns, by the canonical name of their table
/// @param limits how far a session may set its time-outs
/// @param clearText whether agents may come without TLS
/// @param maxStatement bytes; a longer statement cannot be judged and is denied
/// @param witness whether its server is asked what a statement does
/// @param heard characters of an answer that are told to the gateway, where it hears; 0 for none
public record TargetSettings(
        String name,
        String host,
        int port,
        String database,
        Admin admin,
        Tls tls,
        List<String> searchPath,
        Map<String, List<Grant>> roles,
        Map<String, List<String>> sensitive,
        LeaseSettings leases,
        TimeLimits limits,
        boolean clearText,
        int maxStatement,
        WitnessSettings witness,
        int heard) {

    public static final List<String> DEFAULT_SEARCH_PATH = List.of("public");
    public static final int DEFAULT_MAX_STATEMENT = 64 * 1024;
    public static final int DEFAULT_HEARD = 16 * 1024;

    public TargetSettings {
        searchPath = List.copyOf(searchPath);
        if (searchPath.isEmpty() || searchPath.stream().anyMatch(schema -> schema.startsWith("pg_"))) {
            throw new IllegalArgumentException("targets." + name
                    + ".searchPath: name at least one schema, none of the server's own (pg_catalog comes first and"
                    + " pg_temp last anyway): `" + String.join(", ", searchPath) + "`");
        }
        roles = copy(roles);
        sensitive = copy(sensitive);
    }

    private static <T> Map<String, List<T>> copy(Map<String, List<T>> lists) {
        return lists.entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, e -> List.copyOf(e.getValue())));
    }

    /// The same with another account.
    public TargetSettings with(Admin another) {
        return new TargetSettings(
                name,
                host,
                port,
                database,
                another,
                tls,
                searchPath,
                roles,
                sensitive,
                leases,
                limits,
                clearText,
                maxStatement,
                witness,
                heard);
    }

    /// The same target, whose server is heard in this way.
    public TargetSettings with(WitnessSettings another) {
        return new TargetSettings(
                name,
                host,
                port,
                database,
                admin,
                tls,
                searchPath,
                roles,
                sensitive,
                leases,
                limits,
                clearText,
                maxStatement,
                another,
                heard);
    }

    /// The same target with other leases.
    public TargetSettings with(LeaseSettings others) {
        return new TargetSettings(
                name,
                host,
                port,
                database,
                admin,
                tls,
                searchPath,
                roles,
                sensitive,
                others,
                limits,
                clearText,
                maxStatement,
                witness,
                heard);
    }

    public List<String> sensitiveColumns(QualifiedName table) {
        return sensitive.getOrDefault(table.canonical(), List.of());
    }

    /// How the gateway itself logs in, to make and destroy roles and to read the catalog.
    ///
    /// @param connectTimeout for opening a connection
    /// @param statementTimeout for each of the gateway's own statements, and for the locks they wait for
    /// @param minting whether the account makes roles itself
    public record Admin(
            String user, Secret password, Duration connectTimeout, Duration statementTimeout, Minting minting) {

        public static final Duration DEFAULT_CONNECT_TIMEOUT = Duration.ofSeconds(5);
        public static final Duration DEFAULT_STATEMENT_TIMEOUT = Duration.ofSeconds(10);

        /// Compares the secrets too.
        public boolean sameAs(Admin other) {
            return user.equals(other.user)
                    && connectTimeout.equals(other.connectTimeout)
                    && statementTimeout.equals(other.statementTimeout)
                    && minting == other.minting
                    && password.sameAs(other.password);
        }

        public Admin(String user, Secret password) {
            this(user, password, DEFAULT_CONNECT_TIMEOUT, DEFAULT_STATEMENT_TIMEOUT);
        }

        public Admin(String user, Secret password, Duration connectTimeout, Duration statementTimeout) {
            this(user, password, connectTimeout, statementTimeout, Minting.DIRECT);
        }

        /// The same account, making leases in another way.
        public Admin by(Minting other) {
            return new Admin(user, password, connectTimeout, statementTimeout, other);
        }
    }

    /// @param ca a PEM file with the authorities to trust; null for those of the JDK
    public record Tls(Mode mode, @Nullable String ca) {

        /// The words of `sslmode`.
        public enum Mode {
            DISABLE,
            REQUIRE,
            VERIFY_CA,
            VERIFY_FULL
        }
    }
}
