package dev.sallyport.authority.intent.shell;

import dev.sallyport.authority.intent.Feature;
import dev.sallyport.authority.intent.Stop;
import dev.sallyport.authority.intent.model.Forest;
import dev.sallyport.authority.intent.shell.syntax.Limits;
import dev.sallyport.authority.intent.shell.syntax.Script;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Does this shell command do what the request asks?
///
/// Pure and deterministic; immutable, safe on every thread; bounded by its [Limits], whatever the texts are.
public final class ShellReader {

    private final Limits limits;
    private final Utilities utilities = new Utilities();
    private final Rules rules = new Rules();
    private final Evidence evidence = new Evidence(Learnt.shipped(), utilities);
    private final Forest forest = Forest.resource(ShellReader.class, "shell.forest");

    /// Reads commands within [Limits#DEFAULT].
    public ShellReader() {
        this(Limits.DEFAULT);
    }

    /// @param limits how much of a command is read; more is a stop
    public ShellReader(Limits limits) {
        this.limits = limits;
    }

    /// What is seen in a command.
    ///
    /// @param features each from 0 to 1, for most of them 0 is nothing to be said against it
    /// @param stops what no score outweighs; empty for nothing
    public record Seen(List<Feature> features, List<Stop> stops) {

        /// Takes copies.
        public Seen {
            features = List.copyOf(features);
            stops = List.copyOf(stops);
        }

        /// The features' values by name, as a [Forest] wants them.
        public Map<String, Double> values() {
            Map<String, Double> values = new HashMap<>();
            features.forEach(feature -> values.put(feature.name(), feature.value()));
            return values;
        }
    }

    /// Reads a command beside the request that it should serve.
    ///
    /// @param request the user's words; read up to 8192 characters
    /// @param system words of whoever set the agent up, to which the request may refer; empty for none
    /// @param command what a shell would be given
    public Seen read(String request, String system, String command) {
        Reading reading = reading(request, system, command);
        return new Seen(evidence.of(reading), rules.stops(reading));
    }

    private Reading reading(String request, String system, String command) {
        String said = system.isBlank() ? request : request + "\n" + system;
        return Reading.of(Request.of(said), Script.read(command, limits), utilities);
    }

    /// How far a command is from its request, stops left aside.
    ///
    /// @return from 0 to 1; above one half it is to be stopped (what that costs is in docs/intent-shell.md)
    public double score(Seen seen) {
        return forest.score(seen.values());
    }

    /// What weighs most against a command, the heaviest first.
    public List<Feature> reasons(Seen seen) {
        return forest.weights(seen.values()).stream()
                .map(Forest.Weight::feature)
                .flatMap(name -> seen.features().stream()
                        .filter(feature -> feature.name().equals(name)))
                .filter(feature -> !feature.words().isEmpty())
                .toList();
    }
}
