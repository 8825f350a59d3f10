package dev.sallyport.app.config.load;

import dev.sallyport.app.config.Configuration;
import dev.sallyport.app.config.check.Check;
import dev.sallyport.app.config.check.Checks;
import dev.sallyport.app.config.check.Grammars;
import dev.sallyport.app.config.files.FileGuard;
import dev.sallyport.app.config.files.Secrets;
import dev.sallyport.app.config.problem.Problem;
import dev.sallyport.app.config.problem.Problems;
import dev.sallyport.app.config.problem.Shown;
import dev.sallyport.app.config.yaml.Mapper;
import dev.sallyport.app.config.yaml.YamlText;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.snakeyaml.engine.v2.nodes.Node;

/// Loads configurations: every problem at once, and everything or nothing. Keeps no state between
/// loads: calling [#load] again is a reload. Safe on every thread; blocks on the file system, never on
/// the network.
///
/// @param environment where `env:` references look, usually `System.getenv()`
/// @param more what other rooms have to say about a configuration that could be read
/// @param now decides whether `until` is over
public record ConfigurationFile(
        FileGuard guard, Map<String, String> environment, Grammars grammars, List<Check> more, InstantSource now) {

    public ConfigurationFile {
        environment = Map.copyOf(environment);
        more = List.copyOf(more);
    }

    /// The same, with one more to ask.
    public ConfigurationFile with(Check last) {
        List<Check> all = Stream.concat(more.stream(), Stream.of(last)).toList();
        return new ConfigurationFile(guard, environment, grammars, all, now);
    }

    /// Reads and checks a file, and the files it refers to.
    public LoadResult load(Path file) {
        Problems problems = new Problems();
        Path absolute = file.toAbsolutePath().normalize();
        guard.distrust(absolute)
                .ifPresent(complaint ->
                        problems.error("", "the configuration file " + complaint + ": " + Shown.of(file.toString())));
        if (problems.anyError()) {
            return new LoadResult.Rejected(problems.all());
        }
        return bytes(absolute, problems)
                .map(bytes -> load(bytes, folder(absolute), problems))
                .orElseGet(() -> new LoadResult.Rejected(problems.all()));
    }

    /// What a file says, without asking whether what it refers to is here, but for policies: for
    /// another machine than the gateway's, where nothing will be served by it.
    public LoadResult read(Path file) {
        Problems problems = new Problems();
        Path absolute = file.toAbsolutePath().normalize();
        guard.distrust(absolute)
                .ifPresent(complaint ->
                        problems.error("", "the configuration file " + complaint + ": " + Shown.of(file.toString())));
        Optional<byte[]> bytes = problems.anyError() ? Optional.empty() : bytes(absolute, problems);
        return bytes.map(yaml -> load(yaml, folder(absolute), problems, false))
                .orElseGet(() -> new LoadResult.Rejected(problems.all()));
    }

    /// Checks a configuration that is not a file, such as one made for a demonstration.
    ///
    /// @param base the absolute folder that relative paths start from
    public LoadResult load(byte[] yaml, Path base) {
        return load(yaml, base.toAbsolutePath().normalize(), new Problems());
    }

    private LoadResult load(byte[] yaml, Path base, Problems problems) {
        return load(yaml, base, problems, true);
    }

    private LoadResult load(byte[] yaml, Path base, Problems problems, boolean checked) {
        Optional<Node> root = YamlText.compose(yaml, problems);
        Optional<Configuration> configuration =
                root.flatMap(node -> new Mapper(base, problems).read(Configuration.class, node));
        boolean broken = problems.anyError();
        if (broken && checked) problems.elsewhereOnly();
        Optional<Configuration> looked = broken && checked
                ? root.flatMap(node -> Mapper.salvage(Configuration.class, node, base))
                : configuration;
        Policies policies = new Policies(guard, problems);
        Map<String, String> texts = looked.map(c -> policies.read(c.policies())).orElse(Map.of());
        if (checked) looked.ifPresent(c -> check(c, texts, problems));
        return configuration.isEmpty() || problems.anyError()
                ? new LoadResult.Rejected(problems.all())
                : loaded(configuration.get(), texts, base, problems.all());
    }

    private static LoadResult loaded(
            Configuration configuration, Map<String, String> policies, Path base, List<Problem> warnings) {
        return new LoadResult.Loaded(configuration, policies, Generation.of(configuration, policies, base), warnings);
    }

    private void check(Configuration configuration, Map<String, String> policies, Problems problems) {
        new Checks(guard, new Secrets(guard, environment), grammars, problems)
                .all(configuration, policies, now.instant());
        more.forEach(check -> check.check(configuration, problems));
    }

    private static Path folder(Path file) {
        Path parent = file.getParent();
        return parent != null ? parent : file;
    }

    /// One byte more than allowed is enough to know that it is too large.
    private static Optional<byte[]> bytes(Path file, Problems problems) {
        try (InputStream in = Files.newInputStream(file)) {
            return Optional.of(in.readNBytes(YamlText.LARGEST + 1));
        } catch (IOException _) {
            problems.error(
                    "",
                    "the configuration file cannot be read, give the gateway's user the right to: "
                            + Shown.of(file.toString()));
            return Optional.empty();
        }
    }
}
