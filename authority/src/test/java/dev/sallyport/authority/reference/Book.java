package dev.sallyport.authority.reference;

import dev.sallyport.api.target.Verb;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Every charge ever made, one entry each.
final class Book {

    enum Scale {
        SESSION,
        TASK,
        WORKLOAD,
        CEILING
    }

    record Counter(Scale scale, String owner, String resource, Verb verb) {

        boolean same(Counter other) {
            return scale == other.scale
                    && owner.equals(other.owner)
                    && resource.equals(other.resource)
                    && (scale == Scale.CEILING || verb == other.verb);
        }
    }

    static final class Entry {
        final Counter counter;
        final int permit;
        final long minute;
        final String key;
        long records;
        boolean running = true;
        boolean open;
        boolean whole;
        long floor;
        long most = Want.ANY;

        Entry(Counter counter, int permit, long minute, String key, long records) {
            this.counter = counter;
            this.permit = permit;
            this.minute = minute;
            this.key = key;
            this.records = records;
        }
    }

    final List<Entry> entries = new ArrayList<>();

    private List<Entry> counting(Counter counter, long now) {
        List<Entry> counting = new ArrayList<>();
        for (Entry entry : entries) {
            boolean young =
                    counter.scale() == Scale.SESSION || counter.scale() == Scale.TASK || entry.minute >= now - 60;
            if (young && entry.counter.same(counter)) counting.add(entry);
        }
        return counting;
    }

    long used(Counter counter, long now) {
        Set<String> keys = new HashSet<>();
        long records = 0;
        for (Entry entry : counting(counter, now)) {
            if (!entry.key.isEmpty()) keys.add(entry.key);
            records += entry.records;
        }
        return keys.size() + records;
    }

    boolean has(Counter counter, String key, long now) {
        return counting(counter, now).stream().anyMatch(entry -> entry.key.equals(key));
    }

    boolean knows(Counter counter, String key, long now) {
        return counting(counter, now).stream().anyMatch(entry -> entry.key.equals(key) && !entry.running);
    }

    void tear(int permit) {
        entries.removeIf(entry -> entry.permit == permit);
    }

    List<Entry> of(int permit) {
        return entries.stream().filter(entry -> entry.permit == permit).toList();
    }
}
