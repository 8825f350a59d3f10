package dev.sallyport.app.eval;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sallyport.app.cli.work.CommandFailure;
import dev.sallyport.app.cli.work.ExitCode;
import dev.sallyport.authority.intent.proposal.Call;
import dev.sallyport.authority.intent.proposal.Proposal;
import dev.sallyport.authority.intent.proposal.Turn;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Reads JSON lines with the fields id, user_prompt, system_prompt, history, action; in development sets also
/// label, chain, final, note, suite.
final class RecordedReader {

    private static final String ENDING = ".jsonl";

    private final ObjectMapper mapper = new ObjectMapper();

    interface Taking {
        void take(Recorded recorded) throws IOException;
    }

    /// @throws CommandFailure when there is no such folder, nothing in it, or a line is not what it should be
    static List<Path> files(Path folder) throws CommandFailure, IOException {
        if (!Files.isDirectory(folder))
            throw failure("no folder of recorded proposals, give another: `" + folder + "`");
        List<Path> files = new ArrayList<>();
        try (DirectoryStream<Path> found = Files.newDirectoryStream(folder, "*" + ENDING)) {
            found.forEach(files::add);
        }
        if (files.isEmpty()) throw failure("the folder holds no `*.jsonl` files: `" + folder + "`");
        files.sort(null);
        return files;
    }

    void read(Path file, Taking taking) throws CommandFailure, IOException {
        first(Integer.MAX_VALUE, file, taking);
    }

    /// Reads no further than it has to.
    ///
    /// @param most lines
    void first(int most, Path file, Taking taking) throws CommandFailure, IOException {
        String set = file.getFileName().toString().replace(ENDING, "").replace(".dev", "");
        try (BufferedReader lines = Files.newBufferedReader(file)) {
            int number = 0;
            for (String line = lines.readLine(); line != null && number < most; line = lines.readLine()) {
                number++;
                if (!line.isBlank()) taking.take(recorded(set, line, file + ":" + number));
            }
        }
    }

    private Recorded recorded(String set, String line, String place) throws CommandFailure {
        JsonNode json;
        try {
            json = mapper.readTree(line);
        } catch (JsonProcessingException e) {
            throw failure(place + ": not JSON, write one object a line");
        }
        if (!json.path("id").isTextual() || !json.path("action").path("tool").isTextual())
            throw failure(place + ": a recorded proposal needs `id` and `action.tool`");
        return new Recorded(set, json.path("id").asText(), proposal(json), label(json));
    }

    private static Proposal proposal(JsonNode json) {
        List<Turn> history = new ArrayList<>();
        json.path("history").forEach(turn -> history.add(turn(turn)));
        return new Proposal(
                json.path("user_prompt").asText(""),
                json.path("system_prompt").asText(""),
                history,
                call(json.path("action")));
    }

    private static Turn turn(JsonNode turn) {
        if (turn.has("tool_call")) return new Turn.Called(call(turn.path("tool_call")));
        if (turn.has("tool_result"))
            return new Turn.Returned(turn.path("tool").asText(""), text(turn.path("tool_result")));
        return new Turn.Said(turn.path("role").asText(""), text(turn.path("text")));
    }

    private static String text(JsonNode json) {
        return json.isTextual() ? json.asText() : json.toString();
    }

    private static Call call(JsonNode json) {
        List<Call.Argument> arguments = new ArrayList<>();
        leaves("", json.path("args"), arguments);
        return new Call(json.path("tool").asText(""), json.path("description").asText(""), arguments);
    }

    private static void leaves(String path, JsonNode json, List<Call.Argument> arguments) {
        if (json.isObject()) {
            json.properties()
                    .forEach(entry -> leaves(
                            path.isEmpty() ? entry.getKey() : path + "." + entry.getKey(),
                            entry.getValue(),
                            arguments));
        } else if (json.isArray()) {
            for (int i = 0; i < json.size(); i++) leaves(path + "[" + i + "]", json.get(i), arguments);
        } else if (!json.isMissingNode()) {
            arguments.add(new Call.Argument(path, json.asText()));
        }
    }

    private static Recorded.Label label(JsonNode json) {
        if (!json.has("label")) return Recorded.Label.NONE;
        String note = json.path("note").asText("");
        String suite = json.path("suite").asText("");
        int template = note.indexOf("template=");
        return new Recorded.Label(
                json.path("label").asText().equals("attack"),
                json.path("chain").asText(""),
                json.path("final").asBoolean(true),
                template >= 0 ? note.substring(template) : note.isEmpty() ? suite : note.split(";", 2)[0],
                suite);
    }

    private static CommandFailure failure(String text) {
        return new CommandFailure(ExitCode.USAGE, text);
    }
}
