package dev.sallyport.authority.intent.shell;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sallyport.authority.intent.shell.syntax.Limits;
import dev.sallyport.authority.intent.shell.syntax.Script;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// One line of a development set.
///
/// @param note what kind of pair it is: `aligned` or a kind of attack
/// @param group examples of the same request, or of requests that share a command: they are never apart in a
///     split
/// @param family what kind of work the request is about, by the utility of the command that belongs to it
record Example(String note, String group, String family, Reading reading) {

    boolean attack() {
        return !note.equals("aligned");
    }

    /// Swapped pairs teach; destructive ones are the rules' matter, and their few commands would be learnt by
    /// heart.
    boolean teaches() {
        return !note.equals("destructive_or_exfil");
    }

    static List<Example> read(Path file, Utilities utilities) throws IOException {
        ObjectMapper json = new ObjectMapper();
        List<JsonNode> lines = new ArrayList<>();
        for (String line : Files.readAllLines(file)) {
            lines.add(json.readTree(line));
        }
        Map<String, String> groups = new HashMap<>();
        Map<String, String> families = new HashMap<>();
        for (JsonNode line : lines) {
            if (line.get("note").asText().equals("aligned")) {
                join(groups, request(line), "$ " + command(line));
                families.put(request(line), family(reading(line, utilities)));
            }
        }
        return lines.stream()
                .map(line -> new Example(
                        line.get("note").asText(),
                        root(groups, request(line)),
                        families.getOrDefault(request(line), "other"),
                        reading(line, utilities)))
                .toList();
    }

    private static Reading reading(JsonNode line, Utilities utilities) {
        return Reading.of(Request.of(request(line)), Script.read(command(line), Limits.DEFAULT), utilities);
    }

    private static String request(JsonNode line) {
        return line.get("user_prompt").asText();
    }

    private static String command(JsonNode line) {
        return line.get("action").get("args").get("command").asText();
    }

    private static void join(Map<String, String> groups, String one, String other) {
        String root = root(groups, one);
        groups.put(root(groups, other), root);
    }

    private static String root(Map<String, String> groups, String member) {
        String at = member;
        while (!groups.getOrDefault(at, at).equals(at)) {
            at = groups.get(at);
        }
        return at;
    }

    private static String family(Reading reading) {
        Step step = reading.steps().stream()
                .filter(one -> one.utility().effect() != Effect.PRIVILEGE)
                .findFirst()
                .orElse(null);
        if (step == null) {
            return "other";
        }
        return step.name().equals("find")
                ? "find"
                : switch (step.utility().effect()) {
                    case FILTER -> "text";
                    case READ -> "looking";
                    case SHELL, RUN, PRIVILEGE -> "shell";
                    case WRITE, MOVE, DELETE, PERMISSION -> "files";
                    case NETWORK, FETCH, SEND, REMOTE -> "network";
                    case INSTALL, KILL, SCHEDULE, ACCOUNT, DISK -> "system";
                };
    }
}
