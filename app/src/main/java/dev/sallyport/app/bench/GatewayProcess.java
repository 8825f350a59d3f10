package dev.sallyport.app.bench;

import dev.sallyport.app.Main;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// `sallyport serve` in a process of its own, so that its processor time is its alone.
public final class GatewayProcess implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Pattern SERVING = Pattern.compile("serving on \\S+:(\\d+)");

    private final Child child;
    private final int port;

    private GatewayProcess(Child child, int port) {
        this.child = child;
        this.port = port;
    }

    public static GatewayProcess start(Path configuration, Path output) throws IOException, InterruptedException {
        Child child = Child.service(command(configuration), output);
        try {
            Await.until(() -> !child.alive() || serving(child).find(), PATIENCE, "the gateway does not serve: it must");
            Matcher serving = serving(child);
            if (!serving.find()) throw new IOException("the gateway did not start: " + child.lastWords());
            return new GatewayProcess(child, Integer.parseInt(serving.group(1)));
        } catch (IOException | InterruptedException | RuntimeException e) {
            child.close();
            throw e;
        }
    }

    private static Matcher serving(Child child) throws IOException {
        return SERVING.matcher(child.said());
    }

    /// The same Java with the same options as this process.
    private static List<String> command(Path configuration) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(option -> !option.startsWith("-Dsallyport.columns") && !option.startsWith("-agent"))
                .forEach(command::add);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName()));
        command.addAll(List.of("serve", "-c", configuration.toString()));
        return command;
    }

    public Child child() {
        return child;
    }

    public int port() {
        return port;
    }

    /// @param listener as it is named when it begins to serve, such as `http`
    public int port(String listener) throws IOException {
        Matcher found = Pattern.compile("\\S+:(\\d+) \\(" + Pattern.quote(listener) + "\\)")
                .matcher(child.said());
        if (!found.find()) throw new IOException("the gateway does not say where `" + listener + "` is");
        return Integer.parseInt(found.group(1));
    }

    @Override
    public void close() {
        child.close();
    }
}
