package dev.sallyport.sessions.task;

import dev.sallyport.api.identity.Attestation;
import dev.sallyport.api.session.Delegation;
import dev.sallyport.api.session.PromptContext;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// The living task trees of this gateway. Safe on every thread; only [#open], [#end] and [#add] block,
/// on the store.
///
/// Whether a grant holds is asked of the whole way up to its root each time, so that a child that is
/// opened while its parent ends is over from its first moment.
public final class Tasks implements AutoCloseable {

    /// What is over is kept for a moment, so that sessions that end because of it find out why.
    private static final Duration GRACE = Duration.ofMinutes(1);

    private static final int MOST_TURNS = 256;
    private static final int MOST_CHARACTERS = 65_536;

    private static final String TIME = "its task is over; open a new one";

    private final GrantStore store;
    private final int most;
    private final Map<String, Node> nodes = new ConcurrentHashMap<>();

    private static final class Node {
        final Grant grant;
        final Delegation delegation;
        final @Nullable Attestation shown;
        volatile @Nullable String ended;
        volatile PromptContext context = PromptContext.EMPTY;

        Node(Grant grant, Delegation delegation, @Nullable Attestation shown, @Nullable String ended) {
            this.grant = grant;
            this.delegation = delegation;
            this.shown = shown;
            this.ended = ended;
        }
    }

    /// Why a grant could not be opened.
    public static final class Full extends Exception {
        private static final long serialVersionUID = 1;

        Full(String why) {
            super(why);
        }
    }

    private Tasks(GrantStore store, int most) {
        this.store = store;
        this.most = most;
    }

    /// Takes up what the store kept.
    ///
    /// @param most grants at once; when there are more, no new one is opened until some are over
    public static Tasks resume(GrantStore store, int most) throws IOException {
        Tasks tasks = new Tasks(store, most);
        GrantStore.Kept kept = store.load();
        kept.grants().stream()
                .sorted(Comparator.comparingInt(Grant::depth))
                .forEach(grant -> tasks.add(grant, null, kept.ended().get(grant.id())));
        kept.contexts().forEach(tasks::resume);
        return tasks;
    }

    private void resume(String id, PromptContext context) {
        Node node = nodes.get(id);
        if (node != null) node.context = context;
    }

    /// A grant whose parent is gone hangs on nothing, so it is left out.
    private void add(Grant grant, @Nullable Attestation shown, @Nullable String ended) {
        if (!grant.isRoot() && !nodes.containsKey(grant.parent())) return;
        nodes.put(grant.id(), new Node(grant, way(grant), shown, ended));
    }

    /// The way from the root to a grant that may not be there yet.
    public Delegation way(Grant grant) {
        List<Delegation.Grant> grants = new ArrayList<>();
        Node parent = grant.isRoot() ? null : nodes.get(grant.parent());
        if (parent != null) grants.addAll(parent.delegation.grants());
        grants.add(new Delegation.Grant(grant.id(), grant.workload(), grant.declared(), grant.limits()));
        return new Delegation(grant.tree(), grants);
    }

    /// Durable when it returns, all but the proof: that is remembered as long as the process lives.
    ///
    /// @param shown what the holder proved itself with, to be asked about again
    public void open(Grant grant, Attestation shown) throws IOException, Full {
        if (nodes.size() >= most)
            throw new Full("the gateway keeps as many tasks as it may (`" + most + "`); try again later");
        store.keep(grant);
        add(grant, shown, null);
    }

    /// Empty when there is none, or it is long over.
    public Optional<Grant> find(String id) {
        return Optional.ofNullable(nodes.get(id)).map(node -> node.grant);
    }

    /// Empty as [#find] is.
    public Optional<Delegation> delegation(String id) {
        return Optional.ofNullable(nodes.get(id)).map(node -> node.delegation);
    }

    /// Why nothing may hang on this grant any more; empty while something may.
    public Optional<String> over(Delegation delegation, Instant now) {
        for (Delegation.Grant grant : delegation.grants()) {
            Node node = nodes.get(grant.id());
            if (node == null) return Optional.of(TIME);
            String reason = node.ended;
            if (reason != null) return Optional.of(reason);
            if (!now.isBefore(node.grant.endsAt())) return Optional.of(TIME);
        }
        return Optional.empty();
    }

    /// Ends a grant and all that were delegated from it. In force before it is on the disk.
    ///
    /// @return false when there is none, or it had ended
    public boolean end(String id, String reason) throws IOException {
        Node node = nodes.get(id);
        if (node == null || node.ended != null) return false;
        node.ended = reason;
        store.ended(List.of(id), reason);
        return true;
    }

    /// What was said around a task, and around those that it was delegated from; the root's first.
    public PromptContext context(Delegation delegation) {
        List<PromptContext.Turn> turns = List.of();
        for (Delegation.Grant grant : delegation.grants()) {
            Node node = nodes.get(grant.id());
            if (node == null || node.context.turns().isEmpty()) continue;
            if (turns.isEmpty()) turns = new ArrayList<>(node.context.turns());
            else turns.addAll(node.context.turns());
        }
        return turns.isEmpty() ? PromptContext.EMPTY : new PromptContext(turns);
    }

    /// Whether so many more turns have room.
    public void check(String id, List<PromptContext.Turn> more) throws Full {
        Node node = nodes.get(id);
        if (node != null) enlarged(node.context, more);
    }

    /// Durable when it returns. What was said before, by the same and at the same tier, is not said again.
    public synchronized PromptContext add(String id, List<PromptContext.Turn> more) throws IOException, Full {
        Node node = nodes.get(id);
        if (node == null) throw new IOException(TIME);
        PromptContext all = enlarged(node.context, more);
        store.context(id, all);
        node.context = all;
        return all;
    }

    private static PromptContext enlarged(PromptContext context, List<PromptContext.Turn> more) throws Full {
        List<PromptContext.Turn> turns = new ArrayList<>(context.turns());
        more.stream().filter(turn -> !turns.contains(turn)).forEach(turns::add);
        int characters = turns.stream().mapToInt(turn -> turn.text().length()).sum();
        if (turns.size() > MOST_TURNS || characters > MOST_CHARACTERS)
            throw new Full("a task's context has at most " + MOST_TURNS + " turns of " + MOST_CHARACTERS
                    + " characters together");
        return new PromptContext(turns);
    }

    /// As [#end], without waiting for the store: for who may not block.
    public void endSoon(String id, String reason) {
        Node node = nodes.get(id);
        if (node == null || node.ended != null) return;
        node.ended = reason;
        store.endedSoon(id, reason);
    }

    /// Every grant that is not over, roots before their delegates.
    public List<Grant> list(Instant now) {
        return nodes.values().stream()
                .filter(node -> over(node.delegation, now).isEmpty())
                .map(node -> node.grant)
                .sorted(Comparator.comparing(Grant::openedAt)
                        .thenComparingInt(Grant::depth)
                        .thenComparing(Grant::id))
                .toList();
    }

    /// @param shown what the holder proved itself with
    public record Proved(Grant grant, Attestation shown) {}

    /// Every grant that is not over and whose proof is remembered: not those of before a restart.
    public List<Proved> proved(Instant now) {
        List<Proved> proved = new ArrayList<>();
        for (Node node : nodes.values()) {
            if (node.shown != null && over(node.delegation, now).isEmpty())
                proved.add(new Proved(node.grant, node.shown));
        }
        return proved;
    }

    /// Names of trees and grants that go on, for the counters.
    public Set<String> living() {
        return Set.copyOf(nodes.keySet());
    }

    /// When the oldest of them was opened; empty for none.
    public Optional<Instant> oldest() {
        return nodes.values().stream().map(node -> node.grant.openedAt()).min(Instant::compareTo);
    }

    /// Forgets what has been over for a while.
    ///
    /// @return the names of trees and grants that nobody counts under any more
    public Set<String> prune(Instant now) {
        Map<String, Grant> gone = new HashMap<>();
        for (Node node : nodes.values()) {
            if (!now.isBefore(node.grant.endsAt().plus(GRACE))) gone.put(node.grant.id(), node.grant);
        }
        nodes.keySet().removeAll(gone.keySet());
        if (!gone.isEmpty()) store.forget(gone.values());
        return gone.keySet();
    }

    @Override
    public void close() {
        store.close();
    }
}
