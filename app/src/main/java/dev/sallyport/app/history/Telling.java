package dev.sallyport.app.history;

import dev.sallyport.app.cli.work.History.StoryLine;
import dev.sallyport.trail.line.EventKind;
import dev.sallyport.trail.read.Filter;
import dev.sallyport.trail.read.Position;
import dev.sallyport.trail.read.TrailReader;
import dev.sallyport.trail.read.TrailRecord;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/// Finds what belongs to the story of a session, a request or a task, and tells it. The trail is read
/// twice: first to find out who was concerned, then to tell.
final class Telling {

    private final String id;
    private final Set<String> sessions = new HashSet<>();
    private final Set<String> requests = new HashSet<>();
    private final Set<String> trees = new HashSet<>();
    private final Set<String> related = new HashSet<>();
    private final Map<String, String> treeOf = new HashMap<>();

    Telling(String id) {
        this.id = id;
    }

    /// Empty when the trail knows nothing of that name.
    List<StoryLine> of(Sound sound) {
        if (id.isEmpty()) return List.of();
        TrailReader reader = new TrailReader(sound.folder());
        try (Stream<TrailRecord> records = reader.records(Position.START, Filter.ALL)) {
            records.forEach(this::search);
        }
        relate();
        List<StoryLine> lines = new ArrayList<>();
        Sentences sentences = new Sentences(sound.revealer());
        try (Stream<TrailRecord> records = reader.records(Position.START, Filter.ALL)) {
            records.filter(this::belongs).forEach(record -> lines.addAll(sentences.of(record, isRelated(record))));
        }
        return lines;
    }

    private void search(TrailRecord record) {
        String tree = record.text("tree");
        boolean opens = record.kind() == EventKind.SESSION_OPENED;
        if (opens && !tree.isEmpty()) treeOf.put(record.session(), tree);
        if (record.session().equals(id)) sessions.add(id);
        if (record.request().equals(id)) {
            requests.add(id);
            related.add(record.session());
        }
        if (tree.equals(id) || record.text("grant").equals(id)) {
            trees.add(tree);
            if (opens) sessions.add(record.session());
        }
    }

    /// Who else worked on the same tasks.
    private void relate() {
        sessions.forEach(session -> trees.add(treeOf.getOrDefault(session, "")));
        trees.remove("");
        treeOf.forEach((session, tree) -> {
            if (trees.contains(tree)) related.add(session);
        });
    }

    private boolean belongs(TrailRecord record) {
        if (!requests.isEmpty()) return requests.contains(record.request()) || frames(record);
        return sessions.contains(record.session())
                || requests.contains(record.request())
                || isRelated(record)
                || answersOne(record)
                || inTree(record);
    }

    /// Of a request: who asked, and with which credential.
    private boolean frames(TrailRecord record) {
        return related.contains(record.session())
                && (record.kind() == EventKind.SESSION_OPENED || record.kind() == EventKind.LEASE_ISSUED);
    }

    /// A sub-agent of the same task: that it came and went.
    private boolean isRelated(TrailRecord record) {
        return requests.isEmpty()
                && related.contains(record.session())
                && !sessions.contains(record.session())
                && (record.kind() == EventKind.SESSION_OPENED || record.kind() == EventKind.SESSION_CLOSED);
    }

    /// An answer to a hold names the request alone.
    private boolean answersOne(TrailRecord record) {
        return record.kind() == EventKind.HOLD_ANSWERED
                && sessions.stream().anyMatch(session -> record.request().startsWith(session + "-"));
    }

    private boolean inTree(TrailRecord record) {
        return switch (record.kind()) {
            case TASK_OPENED, TASK_ENDED, CONTEXT_ADDED -> trees.contains(record.text("tree"));
            case CONTEXT_HEARD,
                    REFUSED,
                    SESSION_OPENED,
                    LEASE_ISSUED,
                    DECIDED,
                    PERFORMED,
                    ALARM,
                    HOLD_ANSWERED,
                    LEASE_DESTROYED,
                    SESSION_CLOSED,
                    ADMINISTERED -> false;
        };
    }
}
