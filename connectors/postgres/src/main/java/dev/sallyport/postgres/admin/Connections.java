package dev.sallyport.postgres.admin;

import dev.sallyport.api.credential.Secret;
import dev.sallyport.api.credential.SecretAccess;
import dev.sallyport.postgres.target.TargetSettings;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGProperty;
import org.postgresql.ds.PGSimpleDataSource;

/// Opens pgjdbc connections to one target. Safe on every thread.
public final class Connections {

    /// The oldest version that is looked after; telling the driver saves a round trip and a statement of its own.
    private static final String MINIMUM_VERSION = "14";

    /// Nothing that a user made may stand for a built-in function (R9), and quotes mean what they say.
    private static final String PINNED = "-c search_path=pg_catalog,pg_temp -c standard_conforming_strings=on"
            + " -c client_min_messages=warning -c default_transaction_read_only=off"
            + " -c default_transaction_isolation=read\\ committed";

    private static final Duration SLACK = Duration.ofSeconds(5);

    private final TargetSettings target;

    public Connections(TargetSettings target) {
        this.target = target;
    }

    /// Logs in with the gateway's own account.
    Connection admin(String database) throws SQLException {
        TargetSettings.Admin admin = target.admin();
        long timeout = admin.statementTimeout().toMillis();
        PGSimpleDataSource source = source(database, admin.statementTimeout());
        source.setApplicationName("sallyport");
        source.setOptions(PINNED + " -c statement_timeout=" + timeout + " -c lock_timeout=" + timeout
                + " -c idle_in_transaction_session_timeout=" + 2 * timeout);
        return connect(source, admin.user(), admin.password());
    }

    /// Logs in with other credentials to the target's database, with nothing pinned.
    ///
    /// @param answerTimeout for each answer
    public Connection as(String user, Secret password, Duration answerTimeout) throws SQLException {
        return connect(source(target.database(), answerTimeout), user, password);
    }

    private static Connection connect(PGSimpleDataSource source, String user, Secret password) throws SQLException {
        return source.getConnection(
                user,
                password.exposeText(SecretAccess.because("pgjdbc takes a password as text and keeps it in memory")));
    }

    private PGSimpleDataSource source(String database, Duration answerTimeout) throws SQLException {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setServerNames(new String[] {target.host()});
        source.setPortNumbers(new int[] {target.port()});
        source.setDatabaseName(database);
        source.setConnectTimeout(seconds(target.admin().connectTimeout()));
        source.setSocketTimeout(seconds(answerTimeout.plus(SLACK)));
        source.setTcpKeepAlive(true);
        source.setAssumeMinServerVersion(MINIMUM_VERSION);
        // the detail of an error may hold an inner statement
        source.setLogServerErrorDetail(false);
        source.setProperty(PGProperty.GSS_ENC_MODE, "disable");
        tls(source, target.tls().mode(), target.tls().ca());
        return source;
    }

    private static void tls(PGSimpleDataSource source, TargetSettings.Tls.Mode mode, @Nullable String ca) {
        source.setSslMode(mode.name().toLowerCase(Locale.ROOT).replace('_', '-'));
        if (mode != TargetSettings.Tls.Mode.DISABLE) {
            // who stands between cannot pass a proof on, nor ask for the password in another way
            source.setChannelBinding("require");
        } else {
            source.setRequireAuth("scram-sha-256,none");
        }
        if (ca != null) {
            source.setSslRootCert(ca);
        } else if (mode.compareTo(TargetSettings.Tls.Mode.VERIFY_CA) >= 0) {
            source.setSslfactory("org.postgresql.ssl.DefaultJavaSSLFactory");
        }
    }

    private static int seconds(Duration duration) {
        return Math.toIntExact(Math.max(1, duration.plusMillis(999).toSeconds()));
    }
}
