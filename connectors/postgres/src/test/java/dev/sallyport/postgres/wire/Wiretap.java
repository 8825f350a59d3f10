package dev.sallyport.postgres.wire;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.ResultSet;

/// Makes the embedded server ask everyone but its own superuser for SCRAM.
final class Wiretap {

    private Wiretap() {}

    static String forceScram(EmbeddedPostgres postgres) throws Exception {
        try (var connection = postgres.getPostgresDatabase().getConnection();
                var statement = connection.createStatement()) {
            String file;
            try (ResultSet hba = statement.executeQuery("show hba_file")) {
                hba.next();
                file = hba.getString(1);
            }
            String rules = "host all postgres all trust\nlocal all postgres trust\nhost all all all scram-sha-256\n";
            Files.writeString(Path.of(file), rules);
            statement.execute("select pg_reload_conf()");
            return rules;
        }
    }
}
