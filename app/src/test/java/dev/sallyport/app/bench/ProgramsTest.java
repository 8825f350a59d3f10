package dev.sallyport.app.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProgramsTest {

    @TempDir
    private Path folder;

    private Path program(String path) throws IOException {
        Path file = folder.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, "");
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
    }

    private Programs programs() {
        return new Programs(folder.resolve("bin").toString(), folder.resolve("debian"), folder.resolve("sbin"));
    }

    @Test
    void the_path_comes_first() throws IOException {
        program("debian/15/bin/pgbench");
        Path own = program("bin/pgbench");
        assertThat(programs().find("pgbench")).contains(own);
    }

    @Test
    void of_several_versions_the_newest_is_taken() throws IOException {
        program("debian/9.6/bin/pgbench");
        Path newest = program("debian/17/bin/pgbench");
        program("debian/15/bin/pgbench");
        assertThat(programs().find("pgbench")).contains(newest);
    }

    @Test
    void a_link_to_a_wrapper_of_another_name_is_passed_over() throws IOException {
        Path real = program("debian/15/bin/pgbench");
        Files.createDirectories(folder.resolve("bin"));
        Files.createSymbolicLink(folder.resolve("bin/pgbench"), program("share/pg_wrapper"));
        assertThat(programs().find("pgbench")).contains(real);
    }

    @Test
    void what_is_not_there_is_not_found() throws IOException {
        program("sbin/other");
        assertThat(programs().find("pgbouncer")).isEmpty();
    }
}
