package dev.sallyport.trail.read;

import dev.sallyport.trail.line.EventKind;
import dev.sallyport.trail.read.ActionStory.Ending;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.function.Consumer;
import java.util.stream.Stream;

/// Joins decisions with outcomes. Holds in memory what has no ending yet.
final class Stories extends Spliterators.AbstractSpliterator<ActionStory> {

    private final Iterator<TrailRecord> records;
    private final Map<String, List<TrailRecord>> open = new LinkedHashMap<>();

    Stories(Stream<TrailRecord> records) {
        super(Long.MAX_VALUE, Spliterator.ORDERED | Spliterator.NONNULL);
        this.records = records.iterator();
    }

    @Override
    public boolean tryAdvance(Consumer<? super ActionStory> action) {
        while (records.hasNext()) {
            Optional<ActionStory> story = take(records.next());
            story.ifPresent(action);
            if (story.isPresent()) return true;
        }
        return rest(action);
    }

    private Optional<ActionStory> take(TrailRecord record) {
        return record.kind() == EventKind.PERFORMED ? performed(record) : decided(record);
    }

    private Optional<ActionStory> performed(TrailRecord outcome) {
        List<TrailRecord> decisions = open.remove(outcome.request());
        return Optional.of(new ActionStory(
                outcome.request(), decisions == null ? List.of() : decisions, new Ending.Performed(outcome)));
    }

    private Optional<ActionStory> decided(TrailRecord decision) {
        List<TrailRecord> decisions = open.computeIfAbsent(decision.request(), _ -> new ArrayList<>());
        decisions.add(decision);
        if (decision.permits() || decision.text("verdict").equals("hold")) return Optional.empty();
        open.remove(decision.request());
        return Optional.of(new ActionStory(decision.request(), decisions, Ending.None.NOT_APPLICABLE));
    }

    private boolean rest(Consumer<? super ActionStory> action) {
        Iterator<Map.Entry<String, List<TrailRecord>>> left = open.entrySet().iterator();
        if (!left.hasNext()) return false;
        Map.Entry<String, List<TrailRecord>> entry = left.next();
        left.remove();
        Ending ending =
                entry.getValue().getLast().permits() ? Ending.Unknown.OUTCOME_UNKNOWN : Ending.None.NOT_APPLICABLE;
        action.accept(new ActionStory(entry.getKey(), entry.getValue(), ending));
        return true;
    }
}
