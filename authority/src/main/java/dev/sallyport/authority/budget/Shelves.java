package dev.sallyport.authority.budget;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/// Where the counters are kept. Guarded by the lock of [Counters].
final class Shelves {

    private final int capacity;
    private final Room room;
    private final Map<String, Map<Subject, Window>> sessions = new HashMap<>();
    private final Map<String, Map<Subject, Window>> tasks = new HashMap<>();
    private final Map<String, Map<Subject, Window>> workloads = new HashMap<>();
    private final Map<String, Window> ceilings = new HashMap<>();
    /// Read from the trail; each moves to its shelf when it is first asked for.
    private final Map<String, Window> restored = new HashMap<>();
    /// The same of task trees that live on, by the name of the session or task.
    private final Map<String, Map<String, Window>> survived = new HashMap<>();

    private int size;
    private long cleared = Long.MIN_VALUE;

    Shelves(Capacity capacity) {
        this.capacity = capacity.counters();
        this.room = new Room(capacity.keys());
    }

    Room room() {
        return room;
    }

    Window session(Owner owner, Subject subject) {
        Map<Subject, Window> own = sessions.computeIfAbsent(owner.session(), _ -> new HashMap<>());
        Window window = own.get(subject);
        return window != null ? window : keep(own, subject, "session", owner.session());
    }

    Window task(Owner.Task task, Subject subject) {
        Map<Subject, Window> own = tasks.computeIfAbsent(task.grant(), _ -> new HashMap<>());
        Window window = own.get(subject);
        return window != null ? window : keep(own, subject, "task", task.grant());
    }

    private Window keep(Map<Subject, Window> own, Subject subject, String scale, String owner) {
        String name = name(scale, owner, subject);
        return put(own, subject, survived.getOrDefault(owner, new HashMap<>()).remove(name), name, Window.ENDLESS);
    }

    Window workload(String workload, Subject subject) {
        Map<Subject, Window> own = workloads.computeIfAbsent(workload, _ -> new HashMap<>());
        Window window = own.get(subject);
        if (window != null) return window;
        String name = name("workload", workload, subject);
        return put(own, subject, restored.remove(name), name, Window.HOUR);
    }

    Window ceiling(Subject subject) {
        String path = subject.path();
        Window window = ceilings.get(path);
        if (window != null) return window;
        String name = "ceiling|" + path;
        return put(ceilings, path, restored.remove(name), name, Window.HOUR);
    }

    /// @param name as it stands in a charge
    Window restored(String name) {
        return restored.computeIfAbsent(name, n -> {
            size++;
            return new Window(n, Window.HOUR, room);
        });
    }

    /// @param owner the task tree or grant that it belongs to
    /// @param name as it stands in a charge
    Window survived(String owner, String name) {
        return survived.computeIfAbsent(owner, _ -> new HashMap<>()).computeIfAbsent(name, n -> {
            size++;
            return new Window(n, Window.ENDLESS, room);
        });
    }

    /// The counter of this name, if it is one that the owner uses for one of the subjects; else as it was before a
    /// restart.
    Window named(String name, Owner owner, Collection<Subject> subjects) {
        for (Subject subject : subjects) {
            if (name.equals(name("session", owner.session(), subject))) return session(owner, subject);
            for (Owner.Task task : owner.tasks())
                if (name.equals(name("task", task.grant(), subject))) return task(task, subject);
            for (String workload : owner.workloads())
                if (name.equals(name("workload", workload, subject))) return workload(workload, subject);
            if (name.equals("ceiling|" + subject.path())) return ceiling(subject);
        }
        return restored(name);
    }

    /// True when the counters that the operation needs are there, or there is room for them.
    boolean roomy(Owner owner, Need need, long minute) {
        if (size + owner.counters() <= capacity) return true;
        if (minute != cleared) {
            cleared = minute;
            clear(minute);
        }
        return size + missing(owner, need) <= capacity;
    }

    private int missing(Owner owner, Need need) {
        int missing = 0;
        Subject subject = need.subject();
        if (need.countsSession() && !has(sessions, owner.session(), subject)) missing++;
        for (Owner.Task task : owner.tasks()) if (!has(tasks, task.grant(), subject)) missing++;
        for (String workload : owner.workloads())
            if (need.countsHour() && !has(workloads, workload, subject)) missing++;
        if (need.countsTarget() && !ceilings.containsKey(subject.path())) missing++;
        return missing;
    }

    private static boolean has(Map<String, Map<Subject, Window>> shelf, String owner, Subject subject) {
        return shelf.getOrDefault(owner, Map.of()).containsKey(subject);
    }

    int capacity() {
        return capacity;
    }

    /// @param owner a session, a task tree or a grant
    void forget(String owner) {
        drop(sessions.remove(owner));
        drop(tasks.remove(owner));
        drop(survived.remove(owner));
    }

    private void drop(@Nullable Map<?, Window> own) {
        if (own == null) return;
        own.values().forEach(Window::drop);
        size -= own.size();
    }

    void each(BiConsumer<String, Window> visitor) {
        sessions.values().forEach(own -> own.values().forEach(w -> visitor.accept(w.name(), w)));
        workloads.values().forEach(own -> own.values().forEach(w -> visitor.accept(w.name(), w)));
        tasks.values().forEach(own -> own.values().forEach(w -> visitor.accept(w.name(), w)));
        survived.values().forEach(own -> own.values().forEach(w -> visitor.accept(w.name(), w)));
        ceilings.values().forEach(w -> visitor.accept(w.name(), w));
        restored.values().forEach(w -> visitor.accept(w.name(), w));
    }

    private static String name(String scale, String owner, Subject subject) {
        return scale + "|" + owner + "|" + subject.path() + "|" + subject.verb();
    }

    private <K> Window put(Map<K, Window> shelf, K key, @Nullable Window known, String name, long span) {
        Window window = known;
        if (window == null) {
            window = new Window(name, span, room);
            size++;
        }
        shelf.put(key, window);
        return window;
    }

    /// Only counters that count nothing any more: that is not eviction.
    private void clear(long minute) {
        workloads.values().forEach(own -> clear(own, minute));
        workloads.values().removeIf(Map::isEmpty);
        clear(ceilings, minute);
        clear(restored, minute);
    }

    private void clear(Map<?, Window> shelf, long minute) {
        int before = shelf.size();
        shelf.values().removeIf(window -> window.idle(minute));
        size -= before - shelf.size();
    }
}
