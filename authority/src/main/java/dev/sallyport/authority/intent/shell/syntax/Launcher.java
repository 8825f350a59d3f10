package dev.sallyport.authority.intent.shell.syntax;

import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A utility that runs the command in its arguments.
///
/// @param valued the letters of its options that take a value
/// @param skipped operands of its own before the command (`timeout 5 command`)
/// @param text whether the rest is joined and read by a shell (`ssh host 'a; b'`)
record Launcher(String name, String valued, int skipped, boolean text) {

    /// From their manual pages.
    private static final Map<String, Launcher> KNOWN = Stream.of(
                    plain("sudo", "ughpCRrtTD", 0),
                    plain("doas", "uC", 0),
                    plain("env", "uCS", 0),
                    plain("nice", "n", 0),
                    plain("ionice", "cnpPu", 0),
                    plain("timeout", "ks", 1),
                    plain("nohup", "", 0),
                    plain("setsid", "", 0),
                    plain("time", "fo", 0),
                    plain("stdbuf", "ioe", 0),
                    plain("unbuffer", "", 0),
                    plain("command", "", 0),
                    plain("builtin", "", 0),
                    plain("exec", "a", 0),
                    plain("busybox", "", 0),
                    plain("strace", "eopsPuE", 0),
                    plain("ltrace", "eopsu", 0),
                    plain("chroot", "", 1),
                    plain("taskset", "", 1),
                    plain("chrt", "", 1),
                    plain("setarch", "", 1),
                    plain("flock", "wE", 1),
                    plain("xargs", "aEIdLnPs", 0),
                    plain("runuser", "ugG", 0),
                    plain("unshare", "", 0),
                    plain("nsenter", "t", 0),
                    plain("systemd-run", "pu", 0),
                    plain("torsocks", "", 0),
                    plain("proxychains", "f", 0),
                    plain("find -exec", "", 0),
                    text("parallel", "jISNnLaP", 0),
                    text("watch", "n", 0),
                    text("ssh", "BbcDEeFIiJLlmOoPpQRSWw", 1),
                    text("rsh", "l", 1),
                    text("sshpass", "pfd", 0),
                    text("eval", "", 0),
                    text("trap", "", 0))
            .collect(Collectors.toUnmodifiableMap(Launcher::name, Function.identity()));

    private static Launcher plain(String name, String valued, int skipped) {
        return new Launcher(name, valued, skipped, false);
    }

    private static Launcher text(String name, String valued, int skipped) {
        return new Launcher(name, valued, skipped, true);
    }

    static @Nullable Launcher of(String utility) {
        return KNOWN.get(utility);
    }

    /// Where the launched command begins among the arguments; their number when there is none.
    int start(Command command) {
        int at = 0;
        int left = skipped;
        while (at < command.arguments().size()) {
            String argument = command.arguments().get(at).text();
            if (argument.equals("--")) {
                at++;
            } else if (argument.length() > 1 && argument.startsWith("-")) {
                at += takesNext(argument) ? 2 : 1;
            } else if (assignment(argument)) {
                at++;
            } else if (left-- > 0) {
                at++;
            } else {
                return at;
            }
        }
        return command.arguments().size();
    }

    private boolean takesNext(String option) {
        char last = option.charAt(option.length() - 1);
        return !option.startsWith("--") && option.length() == 2 && valued.indexOf(last) >= 0;
    }

    private boolean assignment(String argument) {
        return (name.equals("env") || name.equals("sudo")) && argument.matches("(?s)[A-Za-z_]\\w*=.*");
    }
}
