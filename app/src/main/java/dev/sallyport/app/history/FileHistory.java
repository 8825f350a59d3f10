package dev.sallyport.app.history;

import dev.sallyport.app.cli.work.CommandFailure;
import dev.sallyport.app.cli.work.History;
import dev.sallyport.app.config.load.ConfigurationFile;
import dev.sallyport.trail.read.Filter;
import dev.sallyport.trail.read.Position;
import dev.sallyport.trail.read.TrailReader;
import dev.sallyport.trail.read.TrailRecord;
import dev.sallyport.trail.recall.Past;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// What a trail in a folder tells. Keeps nothing between calls.
public record FileHistory(ConfigurationFile loader) implements History {

    @Override
    public Recomputed recompute(Book book, List<Path> configurations) throws CommandFailure, IOException {
        Map<String, Ruleset> rulesets = new LinkedHashMap<>();
        for (Path file : configurations) {
            Ruleset rules = Ruleset.of(loader, file);
            rulesets.put(rules.generation(), rules);
        }
        return recompute(Sound.of(book), rulesets);
    }

    /// @param rulesets by generation, at least one
    static Recomputed recompute(Sound sound, Map<String, Ruleset> rulesets) throws IOException {
        Rerun rerun = new Rerun(rulesets, sound.revealer());
        Tally tally = new Tally();
        along(sound, record -> rerun.see(record).ifPresent(tally::count));
        return tally.result(sound.words());
    }

    /// Somebody who is shown every record.
    @FunctionalInterface
    interface Walker {
        void see(TrailRecord record) throws IOException;
    }

    static void along(Sound sound, Walker walker) throws IOException {
        try (Stream<TrailRecord> records = new TrailReader(sound.folder()).records(Position.START, Filter.ALL)) {
            Timeline timeline = new Timeline(records.iterator());
            while (timeline.hasNext()) walker.see(timeline.next());
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    @Override
    public Replayed replay(Book book, Path configuration, Optional<Instant> since) throws CommandFailure, IOException {
        Ruleset ruleset = Ruleset.of(loader, configuration);
        return replay(Sound.of(book), ruleset, since.orElse(Instant.MIN));
    }

    static Replayed replay(Sound sound, Ruleset ruleset, Instant since) throws IOException {
        Sums sums = new Sums(since);
        along(sound, new Counterfactual(ruleset, sound.revealer(), sums)::see);
        return sums.result(sound.words());
    }

    @Override
    public Optional<Story> story(Book book, String id) throws CommandFailure, IOException {
        Sound sound = Sound.of(book);
        List<StoryLine> lines = new Telling(id).of(sound);
        return lines.isEmpty() ? Optional.empty() : Optional.of(new Story(sound.words(), lines));
    }

    @Override
    public Learned learn(Book book, Wish wish) throws CommandFailure, IOException {
        Sound sound = Sound.of(book);
        Learning learning = new Learning(wish, new Past(sound.revealer()));
        along(sound, learning::see);
        return new Learned(
                sound.words(),
                Proposal.of(wish.name(), wish.workload(), learning),
                Proposal.notes(learning.left()),
                learning.sessions(),
                learning.seen().isEmpty());
    }
}
