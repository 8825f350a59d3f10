package dev.sallyport.app.demo;

import dev.sallyport.app.cli.work.Progress;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The packages of the scene's agent, fetched with `npm ci` on first use: what is fetched is pinned by the
/// lock file. They stay in a folder that is named by a hash of the agent and its lock file, so that nothing
/// old is ever run.
public final class ScenePackages {

    private static final List<String> FILES = List.of("package.json", "package-lock.json", "agent.mjs", "helpdesk.mjs");
    private static final int OLDEST_NODE = 20;
    private static final int PATIENCE_SECONDS = 180;
    private static final int TOLD_EVERY_SECONDS = 3;
    private static final Pattern VERSION = Pattern.compile("v(\\d{1,4})\\..*");
    private static final Pattern HANDED_ON =
            Pattern.compile("PATH|HOME|TMPDIR|CI|NODE_.*|NPM_.*|\\w*_PROXY", Pattern.CASE_INSENSITIVE);

    private final Path work;
    private final Map<String, String> environment;
    private final Progress progress;

    /// @param work where they are kept; made when it is not there
    public ScenePackages(Path work, Map<String, String> environment, Progress progress) {
        this.work = work;
        this.environment = Map.copyOf(environment);
        this.progress = progress;
    }

    /// @param node the program
    /// @param folder of `agent.mjs`, `helpdesk.mjs` and their packages
    public record Installed(Path node, Path folder) {}

    /// Why the scene cannot be played here.
    public static final class Missing extends Exception {
        private static final long serialVersionUID = 1;

        Missing(String why) {
            super(why);
        }
    }

    public Installed install() throws Missing, IOException, InterruptedException {
        Path node = program("node");
        Path npm = program("npm");
        program("curl");
        Files.createDirectories(work);
        checkVersion(node);
        Map<String, byte[]> files = files();
        Path folder = work.resolve("scene-" + name(files)).toAbsolutePath();
        if (!Files.isDirectory(folder)) fetch(npm, files, folder);
        return new Installed(node, folder);
    }

    private Path program(String name) throws Missing {
        return Stream.of(environment.getOrDefault("PATH", "").split(File.pathSeparator, -1))
                .filter(folder -> !folder.isEmpty())
                .map(folder -> Path.of(folder, name))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(() -> new Missing(name + " is not installed on this machine"));
    }

    private void checkVersion(Path node) throws Missing, IOException, InterruptedException {
        String said =
                run(work, List.of(node.toString(), "--version"), "").output().strip();
        Matcher version = VERSION.matcher(said);
        if (!version.matches() || Integer.parseInt(version.group(1)) < OLDEST_NODE)
            throw new Missing("it needs node " + OLDEST_NODE + " or newer: `" + said + "`");
    }

    private static Map<String, byte[]> files() throws IOException {
        Map<String, byte[]> files = new LinkedHashMap<>();
        for (String name : FILES) {
            try (InputStream in = ScenePackages.class.getResourceAsStream("scene/" + name)) {
                if (in == null) throw new IOException("this build lacks a file of the scene: `" + name + "`");
                files.put(name, in.readAllBytes());
            }
        }
        return files;
    }

    private static String name(Map<String, byte[]> files) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            files.values().forEach(digest::update);
            return HexFormat.of().formatHex(digest.digest(), 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /// Beside its place first: two demos at once fetch twice and one of them wins, and a fetch that broke off
    /// is no fetch.
    private void fetch(Path npm, Map<String, byte[]> files, Path folder)
            throws Missing, IOException, InterruptedException {
        Path fresh = Files.createTempDirectory(work, "fetching-");
        try {
            for (Map.Entry<String, byte[]> file : files.entrySet())
                Files.write(fresh.resolve(file.getKey()), file.getValue());
            Ran ran = run(
                    fresh,
                    List.of(npm.toString(), "ci", "--ignore-scripts", "--no-audit", "--no-fund"),
                    "fetching the agent's packages with npm, the first time only");
            if (ran.exit() != 0 || !Files.isDirectory(fresh.resolve("node_modules")))
                throw new Missing("npm could not fetch the agent's packages: " + ran.last());
            put(fresh, folder);
        } finally {
            DemoFolder.delete(fresh);
        }
    }

    private static void put(Path fresh, Path folder) throws IOException {
        try {
            Files.move(fresh, folder, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            if (!Files.isDirectory(folder)) throw e;
        }
    }

    private record Ran(int exit, String output) {
        String last() {
            return output.lines()
                    .filter(line -> line.toLowerCase(Locale.ROOT).contains("error"))
                    .findFirst()
                    .orElse(exit < 0 ? "it took longer than " + PATIENCE_SECONDS + " s" : "it ended with " + exit);
        }
    }

    /// @param told again and again until it has ended; nothing when it is empty
    private Ran run(Path folder, List<String> command, String told) throws IOException, InterruptedException {
        Path output = Files.createTempFile(folder, "said", ".log");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectInput(Redirect.from(Path.of("/dev/null").toFile()))
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment().keySet().removeIf(name -> !HANDED_ON.matcher(name).matches());
        Process process = builder.start();
        try {
            int exit = awaited(process, told).orElse(-1);
            return new Ran(exit, Files.readString(output, StandardCharsets.UTF_8));
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
            Files.deleteIfExists(output);
        }
    }

    private Optional<Integer> awaited(Process process, String told) throws InterruptedException {
        for (int waited = 0; waited < PATIENCE_SECONDS; waited += TOLD_EVERY_SECONDS) {
            if (!told.isEmpty()) progress.step(told + (waited == 0 ? "" : " (" + waited + " s)"));
            if (process.waitFor(TOLD_EVERY_SECONDS, TimeUnit.SECONDS)) return Optional.of(process.exitValue());
        }
        return Optional.empty();
    }
}
