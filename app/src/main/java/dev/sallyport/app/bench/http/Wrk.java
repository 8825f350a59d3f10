package dev.sallyport.app.bench.http;

import dev.sallyport.app.bench.Child;
import dev.sallyport.app.bench.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// wrk: each connection asks for a record by a random key as soon as it has its answer.
record Wrk(Path program, Path folder) {

    /// Of which a key is chosen.
    static final int KEYS = 1_000_000;

    private static final Duration MORE = Duration.ofSeconds(30);
    private static final Pattern REQUESTS = Pattern.compile("(\\d+) requests in ");
    private static final Pattern PER_SECOND = Pattern.compile("Requests/sec: +([\\d.]+)");
    private static final Pattern BAD = Pattern.compile("Non-2xx or 3xx responses: (\\d+)");
    private static final String SCRIPT = """
            request = function()
              return wrk.format("GET", wrk.path .. math.random(KEYS))
            end
            """;

    void writeScript() throws IOException {
        Files.writeString(folder.resolve("keys.lua"), SCRIPT.replace("KEYS", String.valueOf(KEYS)));
    }

    /// @param url to which a key is added
    /// @param between whose processor time is measured
    /// @throws IOException also when an answer was no success: then nothing was measured
    Run run(HttpLoad load, Duration length, String url, String token, @Nullable Child between)
            throws IOException, InterruptedException {
        Duration before = between == null ? Duration.ZERO : between.cpu();
        String said = said(load, length, url, token);
        Duration used = between == null ? Duration.ZERO : between.cpu().minus(before);
        Matcher bad = BAD.matcher(said);
        if (bad.find()) throw new IOException(bad.group(1) + " requests to " + url + " were refused");
        double cpu = between == null ? Double.NaN : used.toNanos() / 1_000.0 / number(REQUESTS, said);
        return new Run(number(PER_SECOND, said), percentile(50, said), percentile(99, said), cpu);
    }

    private String said(HttpLoad load, Duration length, String url, String token)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(program.toString(), "--latency", "-t"));
        command.add(String.valueOf(Math.min(2, load.connections())));
        command.addAll(List.of("-c", String.valueOf(load.connections())));
        command.addAll(List.of("-d", Math.max(1, length.toSeconds()) + "s"));
        command.addAll(List.of("-s", folder.resolve("keys.lua").toString()));
        command.addAll(List.of("-H", "Authorization: Bearer " + token, url));
        try (Child wrk = Child.start(command, Map.of(), folder.resolve("wrk.out"))) {
            return wrk.output(length.plus(MORE));
        } catch (IOException e) {
            throw new IOException("wrk " + e.getMessage(), e);
        }
    }

    private static double number(Pattern pattern, String said) throws IOException {
        Matcher matcher = pattern.matcher(said);
        if (!matcher.find()) throw new IOException("wrk did not say `" + pattern + "`");
        return Double.parseDouble(matcher.group(1));
    }

    /// Microseconds.
    static double percentile(int percent, String said) throws IOException {
        Matcher matcher = Pattern.compile("(?m)^ +" + percent + "% +([\\d.]+)(us|ms|s) *$")
                .matcher(said);
        if (!matcher.find()) throw new IOException("wrk did not say its " + percent + " %: " + said);
        double factor = switch (matcher.group(2)) {
            case "us" -> 1;
            case "ms" -> 1_000;
            case String _ -> 1_000_000;
        };
        return Double.parseDouble(matcher.group(1)) * factor;
    }
}
