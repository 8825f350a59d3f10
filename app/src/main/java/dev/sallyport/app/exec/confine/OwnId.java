package dev.sallyport.app.exec.confine;

import dev.sallyport.app.cli.work.CommandFailure;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;

/// A user id that nobody else on this machine has: the namespace knows its caller as 0 and this one as
/// itself.
///
/// @param caller user id of who runs exec
/// @param id of the command, on the machine as well as in the namespace
/// @param delegated whether only the setuid programs newuidmap and newgidmap may map it
record OwnId(int caller, int callerGroup, int id, boolean delegated) {

    /// The range that systemd keeps for users made at run time (its UIDS-GIDS page): no package uses it.
    private static final int FIRST = 61184;

    private static final int LAST = 65519;
    private static final int TRIES = 100;

    /// @throws CommandFailure when this user may not use any id but its own
    static OwnId choose(RandomGenerator random) throws CommandFailure {
        int user = attribute("unix:uid");
        int group = attribute("unix:gid");
        if (user == 0) return new OwnId(user, group, free(random), false);
        int id = subordinate(user, random);
        if (Toolbox.find("newuidmap").isEmpty() || Toolbox.find("newgidmap").isEmpty())
            throw Toolbox.missing("install what is missing: `newuidmap`, `newgidmap` (package uidmap)");
        return new OwnId(user, group, id, true);
    }

    /// Both maps (user_namespaces(7)): two ids exist in the namespace, no other.
    String users() {
        return "0 " + caller + " 1\n" + id + " " + id + " 1\n";
    }

    String groups() {
        return "0 " + callerGroup + " 1\n" + id + " " + id + " 1\n";
    }

    private static int attribute(String name) throws CommandFailure {
        try {
            return (Integer) Files.getAttribute(Path.of("/proc/self"), name);
        } catch (IOException e) {
            throw Toolbox.missing("/proc is not there: " + e.getMessage());
        }
    }

    private static int free(RandomGenerator random) throws CommandFailure {
        Set<Integer> taken = taken();
        for (int i = 0; i < TRIES; i++) {
            int id = random.nextInt(FIRST, LAST + 1);
            if (!taken.contains(id)) return id;
        }
        throw Toolbox.missing("every user id tried between " + FIRST + " and " + LAST + " runs something");
    }

    private static Set<Integer> taken() throws CommandFailure {
        Set<Integer> taken = new HashSet<>();
        try (DirectoryStream<Path> processes = Files.newDirectoryStream(Path.of("/proc"), "[0-9]*")) {
            for (Path process : processes) owner(process, taken);
        } catch (IOException e) {
            throw Toolbox.missing("/proc cannot be read: " + e.getMessage());
        }
        return taken;
    }

    private static void owner(Path process, Set<Integer> owners) {
        try {
            owners.add((Integer) Files.getAttribute(process, "unix:uid"));
        } catch (IOException _) {
            // it has ended meanwhile
        }
    }

    /// The first id of the user's range in /etc/subuid that /etc/subgid gives too (subuid(5)).
    private static int subordinate(int user, RandomGenerator random) throws CommandFailure {
        String name = System.getProperty("user.name", "");
        Range users = range("/etc/subuid", user, name);
        Range groups = range("/etc/subgid", user, name);
        int first = Math.max(users.first(), groups.first());
        int end = Math.min(users.first() + users.count(), groups.first() + groups.count());
        if (first >= end) throw Toolbox.missing("/etc/subuid and /etc/subgid must give `" + name + "` the same range");
        return random.nextInt(first, end);
    }

    private record Range(int first, int count) {}

    private static Range range(String file, int user, String name) throws CommandFailure {
        try {
            for (String line : Files.readAllLines(Path.of(file))) {
                List<String> parts = List.of(line.strip().split(":"));
                if (parts.size() == 3
                        && (parts.getFirst().equals(name) || parts.getFirst().equals("" + user)))
                    return new Range(Integer.parseInt(parts.get(1)), Integer.parseInt(parts.get(2)));
            }
        } catch (IOException | NumberFormatException e) {
            throw Toolbox.missing(file + " cannot be read: " + e.getMessage());
        }
        throw Toolbox.missing(
                "a user id for the command is needed: run as root, or give `" + name + "` a range in " + file);
    }
}
