package dev.sallyport.app.cli.work;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/// How every command ends. The numbers are stable; `docs/cli.md` lists them.
public enum ExitCode {
    OK(0, "done, and all is well"),
    REFUSED(1, "refused, or a check found something wrong"),
    USAGE(2, "the command line is wrong"),
    UNREACHABLE(3, "no gateway answers"),
    FORBIDDEN(4, "no token, user or role that may do this"),
    UNBUILT(5, "no JDK, no Maven, or the build failed"),
    BUG(70, "a bug: please report it"),
    INTERRUPTED(130, "stopped with Ctrl-C");

    private final int number;
    private final String meaning;

    ExitCode(int number, String meaning) {
        this.number = number;
        this.meaning = meaning;
    }

    public int number() {
        return number;
    }

    public String meaning() {
        return meaning;
    }

    /// For help texts, in order.
    public static Map<String, String> table() {
        Map<String, String> table = new LinkedHashMap<>();
        Arrays.stream(values()).forEach(code -> table.put(Integer.toString(code.number), code.meaning));
        return table;
    }
}
