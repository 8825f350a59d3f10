package dev.sallyport.app.e2e;

import io.zonky.test.db.postgres.embedded.PgBinaryResolver;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.XZOutputStream;

/// The server that is installed beside a client program, in the place of the embedded one: pg_dump
/// refuses servers newer than itself. What is unpacked are links.
///
/// @param folder of the server's programs
record InstalledPostgres(Path folder) implements PgBinaryResolver {

    private static final List<String> PROGRAMS = List.of("initdb", "pg_ctl", "postgres");
    private static final Path DEBIAN = Path.of("/usr/lib/postgresql");

    /// The newest of them that has a client program of that name too.
    ///
    /// @return empty when no server is installed beside one
    static Optional<InstalledPostgres> with(String client) throws IOException {
        return folders()
                .filter(folder -> Files.isExecutable(folder.resolve(client)))
                .filter(folder -> PROGRAMS.stream().allMatch(program -> Files.isExecutable(folder.resolve(program))))
                .map(InstalledPostgres::new)
                .findFirst();
    }

    private static Stream<Path> folders() throws IOException {
        List<Path> folders = new ArrayList<>();
        for (String place : System.getenv().getOrDefault("PATH", "").split(":")) folders.add(Path.of(place));
        if (Files.isDirectory(DEBIAN)) {
            try (Stream<Path> versions = Files.list(DEBIAN)) {
                versions.sorted(Comparator.reverseOrder()).forEach(version -> folders.add(version.resolve("bin")));
            }
        }
        return folders.stream();
    }

    String program(String name) {
        return folder.resolve(name).toString();
    }

    @Override
    public InputStream getPgBinary(String system, String machineHardware) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (TarArchiveOutputStream tar = new TarArchiveOutputStream(new XZOutputStream(packed, new LZMA2Options(0)))) {
            tar.putArchiveEntry(new TarArchiveEntry("bin/"));
            tar.closeArchiveEntry();
            for (String program : PROGRAMS) {
                TarArchiveEntry link = new TarArchiveEntry("bin/" + program, TarConstants.LF_SYMLINK);
                link.setLinkName(folder.resolve(program).toString());
                tar.putArchiveEntry(link);
                tar.closeArchiveEntry();
            }
        }
        return new ByteArrayInputStream(packed.toByteArray());
    }
}
