package dev.sallyport.app.e2e;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A user of this machine that is nobody special, made for a test and gone with it, with a range of user ids that are
/// its to give away (subuid(5)).
///
/// @param first of the range
/// @param count of the range
record TestUser(String name, int id, int first, int count, Path folder) implements AutoCloseable {

    private static final String PREFIX = "sallyport-t";
    private static final String RANGE = "2100000-2100099";

    /// What stands in the way of making one; empty when nothing does.
    static Optional<String> missing() throws IOException {
        if (!Integer.valueOf(0).equals(Files.getAttribute(Path.of("/proc/self"), "unix:uid")))
            return Optional.of("only root can make a user");
        for (String program : List.of("useradd", "userdel", "usermod", "setpriv", "newuidmap", "newgidmap")) {
            boolean there = List.of("/usr/bin", "/bin", "/usr/sbin", "/sbin").stream()
                    .anyMatch(place -> Files.isExecutable(Path.of(place, program)));
            if (!there) return Optional.of("`" + program + "` is not installed");
        }
        return Optional.empty();
    }

    /// @param folder for what the programs say
    static TestUser make(Path folder) throws IOException, InterruptedException {
        for (String line : Files.readAllLines(Path.of("/etc/passwd"))) leave(line, folder);
        String name = PREFIX + ProcessHandle.current().pid();
        run(folder, "useradd", "--no-create-home", "--home-dir", "/", "--shell", "/usr/sbin/nologin", name);
        try {
            if (range(name).isEmpty()) run(folder, "usermod", "--add-subuids", RANGE, "--add-subgids", RANGE, name);
            List<String> range = range(name).orElseThrow();
            int id = Integer.parseInt(run(folder, "id", "-u", name).strip());
            return new TestUser(name, id, Integer.parseInt(range.get(1)), Integer.parseInt(range.get(2)), folder);
        } catch (IOException | InterruptedException | RuntimeException e) {
            run(folder, "userdel", name);
            throw e;
        }
    }

    /// A user of a test that was killed goes too.
    private static void leave(String line, Path folder) throws IOException, InterruptedException {
        String name = List.of(line.split(":", 2)).getFirst();
        if (name.matches(PREFIX + "[0-9]+") && !Files.exists(Path.of("/proc", name.substring(PREFIX.length()))))
            run(folder, "userdel", name);
    }

    private static Optional<List<String>> range(String name) throws IOException {
        return Files.readAllLines(Path.of("/etc/subuid")).stream()
                .map(line -> List.of(line.split(":", -1)))
                .filter(parts -> parts.getFirst().equals(name))
                .findFirst();
    }

    private static String run(Path folder, String... command) throws IOException, InterruptedException {
        Ran ran = Ran.of(folder, Map.of("PATH", "/usr/sbin:/usr/bin:/sbin:/bin"), command);
        if (ran.exit() != 0) throw new IOException(List.of(command) + ": " + ran.out());
        return ran.out();
    }

    boolean owns(int subordinate) {
        return subordinate >= first && subordinate < first + count;
    }

    /// The command as this user: no group but its own, no capability, not even one to get back.
    List<String> words(List<String> command) {
        List<String> words = new ArrayList<>(List.of("setpriv", "--reuid", "" + id, "--regid", "" + id));
        words.addAll(List.of("--clear-groups", "--inh-caps=-all", "--ambient-caps=-all", "--"));
        words.addAll(command);
        return words;
    }

    @Override
    public void close() throws IOException, InterruptedException {
        run(folder, "userdel", name);
    }
}
