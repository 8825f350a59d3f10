package dev.sallyport.app.config;

import dev.sallyport.api.target.Verb;
import dev.sallyport.app.config.check.Check;
import dev.sallyport.app.config.check.Grammars;
import dev.sallyport.app.config.check.Grammars.Granted;
import dev.sallyport.app.config.files.FileGuard;
import dev.sallyport.app.config.load.ConfigurationFile;
import dev.sallyport.app.config.load.LoadResult;
import dev.sallyport.app.config.load.LoadResult.Loaded;
import dev.sallyport.app.config.load.LoadResult.Rejected;
import dev.sallyport.app.config.problem.Problem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A folder with the files that configurations in tests refer to, and a loader that looks at it.
public record Given(Path folder) {

    public static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    /// Loads without a word; lines are counted on by tests, so add at the end.
    public static final String PLAIN = """
            listen: { postgres: 127.0.0.1:6432 }
            authMethods:
              pods: { oidc: { issuer: "https://issuer.example", audience: sallyport } }
            targets:
              crm:
                postgres: { address: 127.0.0.1:5432, database: crm, admin: "file:crm-admin", clearText: allow, minting: functions }
                roles: { support: [ SELECT ON customers ] }
            access:
              - { from: pods, to: crm, as: support, purposes: [look] }
            purposes:
              look:
                description: look at customers
                allow:
                  - { read: crm/customers, atMost: { perSession: 5, perHour: 20 } }
            """;

    private static final Pattern GRANT = Pattern.compile("(SELECT|INSERT|UPDATE|DELETE) *(?:\\(([^)]*)\\))? *ON (.+)");
    private static final Map<String, Verb> VERBS =
            Map.of("SELECT", Verb.READ, "INSERT", Verb.CREATE, "UPDATE", Verb.UPDATE, "DELETE", Verb.DELETE);

    public static Given in(Path folder) {
        Given given = new Given(folder);
        given.file("crm-admin", "sallyport:s3cret", "rw-------");
        return given;
    }

    public Path file(String name, String text, String permissions) {
        try {
            Path file = folder.resolve(name);
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
            return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public LoadResult load(String yaml) {
        return loader().load(yaml.getBytes(StandardCharsets.UTF_8), folder);
    }

    public LoadResult load(byte[] yaml) {
        return loader().load(yaml, folder);
    }

    public ConfigurationFile loader() {
        return loader(new Check[0]);
    }

    /// @param more checks besides the usual ones
    public ConfigurationFile loader(Check... more) {
        return new ConfigurationFile(guard(), Map.of("SET", "x"), grammars(), List.of(more), InstantSource.fixed(NOW));
    }

    /// The problems of [#PLAIN] with one piece of it replaced, as the operator reads them.
    public List<String> problems(String piece, String replacement) {
        if (!PLAIN.contains(piece)) {
            throw new IllegalArgumentException("not in the plain configuration: " + piece);
        }
        return problems(PLAIN.replace(piece, replacement));
    }

    public List<String> problems(String yaml) {
        return load(yaml).problems().stream().map(Problem::toString).toList();
    }

    /// The configuration of a file that must load without a word.
    public Loaded loaded(String yaml) {
        return switch (load(yaml)) {
            case Loaded loaded -> loaded;
            case Rejected rejected ->
                throw new AssertionError(rejected.problems().toString());
        };
    }

    public static FileGuard guard() {
        try {
            return FileGuard.ofThisProcess();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Grammars grammars() {
        return new Grammars(
                text -> text.contains("==") ? Optional.empty() : Optional.of("compares nothing"),
                text -> text.endsWith(";\n") || text.endsWith(";") ? Optional.empty() : Optional.of("ends without `;`"),
                (protocol, line) -> protocol instanceof Postgres ? grant(line) : other(line));
    }

    /// Of a protocol without columns.
    private static List<Granted> other(String line) {
        if (line.isBlank()) throw new IllegalArgumentException("grants nothing");
        return List.of(new Granted(Verb.EXECUTE, Granted.UNNAMED, List.of()));
    }

    private static List<Granted> grant(String line) {
        Matcher match = GRANT.matcher(line);
        if (!match.matches()) {
            throw new IllegalArgumentException("start with SELECT, INSERT, UPDATE or DELETE");
        }
        List<String> columns =
                match.group(2) == null ? List.of() : List.of(match.group(2).split(", *"));
        return Arrays.stream(match.group(3).split(", *"))
                .map(table -> new Granted(VERBS.get(match.group(1)), table, columns))
                .toList();
    }
}
