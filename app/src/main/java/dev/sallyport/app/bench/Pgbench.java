package dev.sallyport.app.bench;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Runs pgbench (PostgreSQL's documentation, "pgbench").
///
/// @param folder for script, logs and output
record Pgbench(Path program, Path folder) {

    private static final Duration MORE = Duration.ofSeconds(90);
    private static final Duration FILLING = Duration.ofMinutes(5);
    private static final String LOG = "latency";

    /// Of each transaction's latency every tenth is written down: writing all would cost pgbench what is measured here.
    private static final String SAMPLED = "0.1";

    static final Pattern PER_SECOND =
            Pattern.compile("tps = ([0-9.]+) \\((?:without initial connection time|excluding connections)");
    private static final Pattern PROCESSED = Pattern.compile("number of transactions actually processed: ([0-9]+)");

    /// Where to connect, and as whom.
    record Entrance(int port, String user, String password, String database) {}

    /// Makes and fills pgbench's tables.
    void fill(int port) throws IOException, InterruptedException {
        Entrance owner = new Entrance(port, BenchDatabase.OWNER, "", BenchDatabase.DATABASE);
        run(List.of("-i", "-q", "-s", String.valueOf(BenchConfiguration.SCALE)), owner, "disable", FILLING);
        Files.writeString(
                folder.resolve("select.sql"),
                "\\set aid random(1, " + BenchConfiguration.ACCOUNTS + ")\n"
                        + "SELECT abalance FROM pgbench_accounts WHERE aid = :aid;\n");
    }

    /// @param between whose processor time is measured
    Run run(Cell cell, Duration length, Entrance entrance, @Nullable Child between)
            throws IOException, InterruptedException {
        clearLogs();
        Duration before = between == null ? Duration.ZERO : between.cpu();
        String said = run(options(cell, length), entrance, cell.sslMode(), length.plus(MORE));
        Duration used = between == null ? Duration.ZERO : between.cpu().minus(before);
        double cpu = between == null ? Double.NaN : used.toNanos() / 1_000.0 / number(PROCESSED, said);
        double[] latencies = latencies();
        return new Run(number(PER_SECOND, said), percentile(latencies, 50), percentile(latencies, 99), cpu);
    }

    private List<String> options(Cell cell, Duration length) {
        return List.of(
                "-n",
                "-f",
                folder.resolve("select.sql").toString(),
                "-M",
                cell.protocol(),
                "-c",
                String.valueOf(cell.clients()),
                "-T",
                String.valueOf(Math.max(1, length.toSeconds())),
                "-l",
                "--sampling-rate=" + SAMPLED,
                "--log-prefix=" + folder.resolve(LOG));
    }

    private String run(List<String> options, Entrance entrance, String sslMode, Duration patience)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(program.toString()));
        command.addAll(options);
        command.addAll(List.of("-h", "127.0.0.1", "-p", String.valueOf(entrance.port()), "-U", entrance.user()));
        command.add(entrance.database());
        Map<String, String> environment =
                Map.of("PGPASSWORD", entrance.password(), "PGSSLMODE", sslMode, "PGGSSENCMODE", "disable");
        try (Child pgbench = Child.start(command, environment, folder.resolve("pgbench.out"))) {
            return pgbench.output(patience);
        } catch (IOException e) {
            throw new IOException("pgbench " + e.getMessage(), e);
        }
    }

    static double number(Pattern pattern, String said) throws IOException {
        Matcher matcher = pattern.matcher(said);
        if (!matcher.find()) throw new IOException("pgbench did not say `" + pattern + "`");
        return Double.parseDouble(matcher.group(1));
    }

    private double[] latencies() throws IOException {
        DoubleStream.Builder all = DoubleStream.builder();
        for (Path log : logs()) {
            try (Stream<String> lines = Files.lines(log)) {
                lines.forEach(line -> all.add(latency(line)));
            }
        }
        return all.build().sorted().toArray();
    }

    /// `client_id transaction_no time script_no time_epoch time_us`; the third is the latency in microseconds.
    static double latency(String line) {
        return Double.parseDouble(line.split(" ", -1)[2]);
    }

    /// @param sorted ascending; none: not a number
    static double percentile(double[] sorted, int percent) {
        if (sorted.length == 0) return Double.NaN;
        return sorted[Math.min(sorted.length - 1, (int) ((long) sorted.length * percent / 100))];
    }

    private void clearLogs() throws IOException {
        for (Path log : logs()) Files.delete(log);
    }

    private List<Path> logs() throws IOException {
        List<Path> logs = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, LOG + ".*")) {
            files.forEach(logs::add);
        }
        return logs;
    }
}
