package dev.sallyport.app.exec.confine;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// The script that builds the command's file system and starts it there. It runs as the first process of a
/// process namespace, in a mount namespace of its own: what it does not bring along does not exist for the
/// command.
///
/// @param folder a tmpfs that only the inside sees
/// @param shown what the caller wants visible besides the system's programs, read-only
/// @param folderOfCommand where the command starts, as it is called inside
record Room(Toolbox tools, Path folder, int id, List<Path> shown, Path folderOfCommand) {

    /// Where the files of [Inside] appear.
    static final Path FILES = Path.of("/run/sallyport");

    static final Path HOME = Path.of("/home/agent");

    /// Programs and their libraries. `/etc` has what they read; who may read a file there is not changed.
    private static final List<Path> SYSTEM = List.of(
            Path.of("/usr"),
            Path.of("/etc"),
            Path.of("/bin"),
            Path.of("/sbin"),
            Path.of("/lib"),
            Path.of("/lib32"),
            Path.of("/lib64"),
            Path.of("/libx32"));

    private static final List<String> DEVICES = List.of("null", "zero", "full", "random", "urandom");

    Room {
        shown = List.copyOf(shown);
    }

    /// The command and its arguments are the script's own.
    String script() {
        List<String> lines = new ArrayList<>(List.of("set -eu", "umask 022"));
        lines.addAll(skeleton());
        SYSTEM.forEach(path -> lines.addAll(system(path)));
        shown.forEach(path -> lines.addAll(shown(path)));
        lines.addAll(files());
        lines.addAll(devices());
        lines.addAll(enter());
        lines.add(start());
        return String.join("\n", lines) + "\n";
    }

    private Path root() {
        return folder.resolve("root");
    }

    private List<String> skeleton() {
        return List.of(
                run("mkdir", root()),
                tool("mount") + " -t tmpfs -o mode=0755,nosuid,nodev,size=16m sallyport " + quoted(root()),
                "cd " + quoted(root()),
                tool("mkdir") + " -p .old proc dev run/sallyport tmp var home/agent",
                tool("ln") + " -s ../tmp var/tmp",
                tmpfs("tmp", "mode=1777,size=512m"),
                tmpfs("home/agent", "mode=0700,uid=" + id + ",gid=" + id + ",size=512m"));
    }

    /// A link stays a link (`/bin` → `usr/bin`), a folder is bound.
    private List<String> system(Path path) {
        String here = "." + path;
        return List.of(
                "if [ -L " + path + " ]; then " + tool("cp") + " -P " + path + " " + here,
                "elif [ -d " + path + " ]; then " + tool("mkdir") + " " + here,
                bound(path, here),
                "fi");
    }

    private List<String> shown(Path path) {
        String here = quoted(Path.of("." + path));
        return List.of(
                "if [ -d " + quoted(path) + " ]; then " + tool("mkdir") + " -p " + here,
                "else " + tool("mkdir") + " -p " + quoted(Path.of("." + path.getParent())) + "; : > " + here,
                "fi",
                bound(path, here));
    }

    /// With everything that is mounted below, since the kernel allows no less; then all of it read-only.
    /// What cannot be made read-only ends the script.
    private String bound(Path path, String here) {
        return tool("mount") + " --rbind " + quoted(path) + " " + here + "\n"
                + "while read -r _ _ _ _ at _; do at=$(printf '%b' \"$at\"); case $at in "
                + quoted(root()) + quoted(path) + "|" + quoted(root()) + quoted(path) + "/*)\n"
                + "  " + tool("mount") + " -o remount,bind,ro,nosuid,nodev \"$at\" 2>&- ||\n"
                + "  " + tool("mount") + " -o remount,bind,ro,nosuid,nodev,noexec \"$at\";;\n"
                + "esac; done < /proc/self/mountinfo";
    }

    /// Over what the machine has: names that lead to the gateway, users that do not tell who else is here.
    private List<String> files() {
        List<String> lines = new ArrayList<>();
        for (String name : List.of("hosts", "passwd", "group", "resolv.conf")) {
            String file = quoted(folder.resolve("etc").resolve(name));
            lines.add("if [ -f etc/" + name + " ] && [ ! -L etc/" + name + " ]; then " + tool("mount") + " --bind "
                    + file + " etc/" + name + "; " + tool("mount")
                    + " -o remount,bind,ro,nosuid,nodev,noexec etc/" + name + "; fi");
        }
        lines.add(tool("mount") + " --bind " + quoted(folder.resolve("files")) + " run/sallyport");
        lines.add(tool("mount") + " -o remount,bind,ro,nosuid,nodev,noexec run/sallyport");
        return lines;
    }

    private List<String> devices() {
        List<String> lines = new ArrayList<>();
        for (String name : DEVICES) {
            lines.add(": > dev/" + name + "; " + tool("mount") + " --bind /dev/" + name + " dev/" + name);
        }
        lines.add(tool("mkdir") + " dev/shm");
        lines.add(tmpfs("dev/shm", "mode=1777,size=64m"));
        lines.add(tool("ln") + " -s /proc/self/fd dev/fd");
        lines.add(tool("ln") + " -s /proc/self/fd/0 dev/stdin");
        lines.add(tool("ln") + " -s /proc/self/fd/1 dev/stdout");
        lines.add(tool("ln") + " -s /proc/self/fd/2 dev/stderr");
        return lines;
    }

    /// The old root is gone afterwards, for this namespace and all that come from it.
    private List<String> enter() {
        return List.of(
                tool("mount") + " -t proc -o nosuid,nodev,noexec proc proc",
                tool("pivot_root") + " . .old",
                "cd /",
                tool("umount") + " -l /.old",
                tool("rmdir") + " /.old",
                tool("mount") + " -o remount,bind,ro,nosuid,nodev /",
                "cd " + quoted(folderOfCommand));
    }

    /// A session of its own, so that it cannot type into the caller's terminal. The shell that stays behind
    /// is the namespace's first process: when the command has ended it ends, and with it whatever the
    /// command left running.
    private String start() {
        return "exec " + tool("setpriv") + " --reuid=" + id + " --regid=" + id + " --clear-groups --inh-caps=-all"
                + " --ambient-caps=-all --bounding-set=-all --no-new-privs --pdeathsig=KILL -- " + tool("setsid") + " "
                + tool("sh") + " -c '\"$@\"; exit $?' sallyport \"$@\"";
    }

    private String tmpfs(String where, String options) {
        return tool("mount") + " -t tmpfs -o nosuid,nodev," + options + " sallyport " + where;
    }

    private String run(String tool, Path path) {
        return tool(tool) + " " + quoted(path);
    }

    private String tool(String name) {
        return tools.of(name);
    }

    static String quoted(Path path) {
        return "'" + path.toString().replace("'", "'\\''") + "'";
    }
}
