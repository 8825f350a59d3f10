package dev.sallyport.app.config;

import dev.sallyport.app.config.shape.Bounds;
import dev.sallyport.app.config.shape.Default;
import dev.sallyport.app.config.shape.Doc;
import dev.sallyport.app.config.shape.OneOrMany;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A PostgreSQL server, and one database of it.
public record Postgres(
        @Doc("Where the server is.") HostPort address,
        @Doc("The database that sessions are connected to.") String database,

        @Doc("The account that makes roles: user and password, or a reference to both as `user:password`.")
        AdminAccount admin,

        @Doc("TLS from the gateway to the server, as `sslmode` of libpq.") @Default("verify-full")
        TlsMode tls,

        @Doc("PEM file of the authorities that the server's certificate may come from. Without it, those of the JDK.")
        @Nullable
        Path ca,

        @Doc("Schemas where unqualified names are looked up; `pg_temp` is always last.") @Default("[public]") @OneOrMany
        List<String> searchPath,

        @Doc("For connecting and logging in.") @Default("5s") @Bounds(min = "100ms", max = "1m")
        Duration connectTimeout,

        @Doc("The server ends statements that run longer.") @Default("60s") @Bounds(min = "1s", max = "24h")
        Duration statementTimeout,

        @Doc("Whether agents may reach this target without TLS.") @Default("refuse")
        ClearText clearText,

        @Doc(
                "How much of each answer is remembered, sealed in the trail, so that values and instructions can be traced to"
                        + " it, where the purpose is compared with what was asked for and somebody asked for something; rows of reads.")
        @Default("16KiB")
        Heard hear,

        @Doc("For each statement of the gateway's own, such as making a role.")
        @Default("10s")
        @Bounds(min = "100ms", max = "1m")
        Duration mintTimeout,

        @Doc("How roles are made: by the account's own power, which then is great, or through the functions that"
                + " `sallyport target setup` makes, with an account that can do nothing else.")
        @Default("direct")
        Minting minting,

        @Doc("Whether the server is asked what a statement does before it runs for the first time, so that what was"
                + " misread is denied.")
        @Default("on")
        Witness witness,

        @Doc("For one such question, its connection included; what is not answered by then is denied.")
        @Default("5s")
        @Bounds(min = "100ms", max = "1m")
        Duration witnessTimeout)
        implements Protocol {
    public Postgres {
        searchPath = List.copyOf(searchPath);
    }

    @Override
    public String place() {
        return address.toString();
    }
}
