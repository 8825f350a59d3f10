package dev.sallyport.app.exec.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// No walls: the command is a child like any other, with a private folder for its files.
public final class Open implements Enclosure {

    private static final int FAREWELL_SECONDS = 5;

    private final Path folder;

    private Open(Path folder) {
        this.folder = folder;
    }

    public static Open inTemporaryFolder() throws IOException {
        return new Open(Files.createTempDirectory("sallyport-exec-"));
    }

    @Override
    public Path files() {
        return folder;
    }

    @Override
    public void put(String name, byte[] content) throws IOException {
        Path made = Files.createTempFile(
                folder, ".", "", PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.write(made, content);
        Files.move(made, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE);
    }

    @Override
    public Running start(List<String> command, Map<String, String> environment) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command).inheritIO();
        builder.environment().clear();
        builder.environment().putAll(environment);
        return new Child(builder.start());
    }

    @Override
    public void close() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) Files.deleteIfExists(file);
        }
        Files.deleteIfExists(folder);
    }

    private record Child(Process process) implements Running {

        @Override
        public int await() throws InterruptedException {
            return process.waitFor();
        }

        /// Java itself knows but one signal.
        @Override
        public void signal(String name) throws IOException {
            List<String> kill = List.of("/bin/sh", "-c", "kill -s \"$1\" \"$2\"", "sh", name, "" + process.pid());
            Process sent = new ProcessBuilder(kill)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            sent.getOutputStream().close();
            try {
                if (!sent.waitFor(FAREWELL_SECONDS, TimeUnit.SECONDS)) sent.destroyForcibly();
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
