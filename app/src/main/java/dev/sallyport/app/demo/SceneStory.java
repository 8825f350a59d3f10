package dev.sallyport.app.demo;

import dev.sallyport.app.cli.work.CommandFailure;
import dev.sallyport.app.cli.work.History.Book;
import dev.sallyport.app.cli.work.History.Story;
import dev.sallyport.app.cli.work.History.StoryLine;
import dev.sallyport.app.config.load.ConfigurationFile;
import dev.sallyport.app.history.FileHistory;
import dev.sallyport.trail.line.EventKind;
import dev.sallyport.trail.read.Filter;
import dev.sallyport.trail.read.Position;
import dev.sallyport.trail.read.TrailReader;
import dev.sallyport.trail.read.TrailRecord;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// The story of the first task of a trail, as `sallyport explain` tells it, without what repeats itself: who
/// came for what purpose on which wires, what the gateway heard, what was permitted by the purpose, and what
/// was denied and why.
final class SceneStory {

    private final List<StoryLine> kept = new ArrayList<>();
    private final Set<String> told = new HashSet<>();
    private boolean denied;

    private SceneStory() {}

    /// @param state of the gateway
    static List<StoryLine> of(ConfigurationFile loader, Path state) throws CommandFailure, IOException {
        Book book = new Book(state.resolve("trail"), Optional.of(state.resolve("keys")));
        Optional<Story> story = new FileHistory(loader).story(book, task(book.trail()));
        SceneStory scene = new SceneStory();
        List<StoryLine> all = story.map(Story::lines).orElse(List.of());
        for (int i = 0; i < all.size(); i++)
            scene.hear(all.get(i), i + 1 < all.size() ? all.get(i + 1).text() : "");
        return List.copyOf(scene.kept);
    }

    private static String task(Path trail) {
        Filter opened = Filter.ALL.kinds(EventKind.TASK_OPENED);
        try (Stream<TrailRecord> records = new TrailReader(trail).records(Position.START, opened)) {
            return records.findFirst().map(record -> record.text("grant")).orElse("");
        }
    }

    /// @param next the text of the line after it: by which rule
    private void hear(StoryLine line, String next) {
        if (line.deeper() > 0) {
            if (denied) kept.add(line);
            denied = false;
            return;
        }
        denied = line.verdict().equals("deny");
        if (telling(line, next) && told.add(line.text())) kept.add(line);
    }

    /// The requests to the model say nothing that its proposals do not.
    private boolean telling(StoryLine line, String next) {
        if (line.kind().equals(EventKind.DECIDED.word()))
            return denied
                    || (next.contains("permitted by purposes.") && !line.text().contains(" model/gpt-4o "));
        return Stream.of(EventKind.TASK_OPENED, EventKind.SESSION_OPENED, EventKind.CONTEXT_HEARD, EventKind.TASK_ENDED)
                .anyMatch(kind -> kind.word().equals(line.kind()));
    }
}
