package dev.sallyport.app.inspect;

import dev.sallyport.app.config.files.FileGuard;
import dev.sallyport.app.config.load.ConfigurationFile;
import dev.sallyport.app.wiring.RealGrammars;
import dev.sallyport.app.wiring.RoomChecks;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;

/// The CRM of the example configuration, in a folder of its own, without TLS files.
record Example(Path folder) {

    static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    static final String YAML = """
            listen: { postgres: 127.0.0.1:6432 }
            authMethods:
              support-pods:
                kubernetes: { audience: sallyport }
                where: 'claims["kubernetes.io"].namespace == "support"'
            targets:
              crm:
                postgres: { address: 127.0.0.1:5432, database: crm, admin: "file:crm-admin", clearText: allow }
                roles: { support: [ "SELECT ON customers, tickets", "UPDATE (status, note) ON tickets" ] }
                sensitive: { customers: [ssn, card_number] }
                default: look-at-tickets
            access:
              - { from: support-pods, to: crm, as: support, purposes: [resolve-ticket, look-at-tickets], declaredBy: agent }
            purposes:
              resolve-ticket:
                description: answer the one customer a support ticket is about
                allow:
                  - { read: crm/customers, keyedBy: [id, email], atMost: { perAction: 5, perSession: 10, perHour: 40 } }
                  - { read: crm/tickets, atMost: { perSession: 50 } }
                  - { update: crm/tickets, keyedBy: id, atMost: { perAction: 1 }, hold: true }
              look-at-tickets:
                description: see which tickets are open
                allow:
                  - { read: crm/tickets, fields: [id, status, opened_at], atMost: { perSession: 500 } }
            """;

    static Example in(Path folder) {
        Example example = new Example(folder);
        example.file("crm-admin", "sallyport:s3cret", "rw-------");
        return example;
    }

    Path configuration(String yaml) {
        return file("sallyport.yaml", yaml, "rw-r--r--");
    }

    private Path file(String name, String text, String permissions) {
        try {
            Path file = Files.writeString(folder.resolve(name), text);
            return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static ConfigurationFile loader() {
        try {
            return new ConfigurationFile(
                    FileGuard.ofThisProcess(),
                    Map.of(),
                    RealGrammars.all(),
                    List.of(new RoomChecks()),
                    InstantSource.fixed(NOW));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
