package dev.sallyport.mcp.pin;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sallyport.mcp.rpc.CanonicalJson;
import dev.sallyport.mcp.target.PinPolicy;
import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/// The pins of one server's tools. Safe on every thread; writes its file when something changed, which
/// is rare.
///
/// A tool is trusted in one form at a time. Seen in another, the new form waits, and the tool cannot be
/// called in either until somebody approves: the server runs what it runs, whatever it called itself
/// before.
public final class PinBook {

    private static final System.Logger LOG = System.getLogger(PinBook.class.getName());

    private final String target;
    private final PinPolicy policy;
    private final int most;
    private final PinStore store;
    private final PinWatch watch;
    private final InstantSource clock;
    private final Executor writing;
    private final AtomicLong latest = new AtomicLong();
    private final Map<String, Pin> trusted = new LinkedHashMap<>();
    private final Map<String, Pin> waiting = new LinkedHashMap<>();

    /// Reads what was kept; writes on a virtual thread.
    ///
    /// @throws IOException see [PinStore#read]
    public PinBook(String target, PinPolicy policy, int most, PinStore store, PinWatch watch, InstantSource clock)
            throws IOException {
        this(target, policy, most, store, watch, clock, Thread::startVirtualThread);
    }

    /// Reads what was kept.
    ///
    /// @param most tools that are remembered; more are quarantined
    /// @param writing where the file is written: tools are seen on loops, which must not wait for it
    /// @throws IOException see [PinStore#read]
    public PinBook(
            String target,
            PinPolicy policy,
            int most,
            PinStore store,
            PinWatch watch,
            InstantSource clock,
            Executor writing)
            throws IOException {
        this.target = target;
        this.policy = policy;
        this.most = most;
        this.store = store;
        this.watch = watch;
        this.clock = clock;
        this.writing = writing;
        for (Pin pin : store.read(target)) known(pin);
    }

    /// What waited may be trusted by the configuration by now.
    private void known(Pin pin) {
        boolean named = pin.print().equals(policy.pinned().get(pin.tool()));
        if (pin.trusted()) trusted.put(pin.tool(), pin);
        else if (named) trusted.put(pin.tool(), pin.trusted("configuration"));
        else waiting.put(pin.tool(), pin);
    }

    /// How a tool stands.
    public sealed interface Standing {

        record Trusted(Pin pin) implements Standing {}

        record Quarantined(Pin waiting) implements Standing {}

        /// Nobody listed it here.
        enum Unknown implements Standing {
            UNKNOWN
        }
    }

    /// The server lists this tool now.
    public synchronized Standing seen(ObjectNode definition) {
        String tool = definition.path("name").asText("");
        Pin now = new Pin(tool, ToolPrint.of(definition), CanonicalJson.text(definition), clock.instant(), "");
        Pin known = trusted.get(tool);
        String configured = policy.pinned().get(tool);
        if (configured != null) return configured.equals(now.print()) ? keep(now, "configuration") : hold(known, now);
        if (known != null && known.print().equals(now.print())) return back(known);
        boolean welcome = known == null
                && !waiting.containsKey(tool)
                && policy.firstUse() == PinPolicy.FirstUse.TRUST
                && trusted.size() < most;
        return welcome ? keep(now, "first use") : hold(known, now);
    }

    /// How it stands without a look at the server.
    public synchronized Standing standing(String tool) {
        Pin held = waiting.get(tool);
        if (held != null) return new Standing.Quarantined(held);
        Pin known = trusted.get(tool);
        String configured = policy.pinned().get(tool);
        if (known == null || (configured != null && !configured.equals(known.print()))) return Standing.Unknown.UNKNOWN;
        return new Standing.Trusted(known);
    }

    /// What waits for somebody to look at it.
    public synchronized List<Pin> waiting() {
        return List.copyOf(waiting.values());
    }

    /// The form in which a tool is trusted, if it is in any.
    public synchronized Optional<Pin> trusted(String tool) {
        return Optional.ofNullable(trusted.get(tool));
    }

    /// Those that are trusted, in the form in which they are, whatever the server says of them now.
    public synchronized List<Pin> trusted() {
        return List.copyOf(trusted.values());
    }

    /// The hash by which the configuration alone trusts a tool, if it names one.
    public Optional<String> configured(String tool) {
        return Optional.ofNullable(policy.pinned().get(tool));
    }

    /// Somebody looked at it.
    ///
    /// @param print of the form that they saw: another one that came since is not approved by accident
    /// @param who for the record
    /// @return false when nothing in this form waits
    public synchronized boolean approve(String tool, String print, String who) {
        Pin held = waiting.get(tool);
        if (held == null || !held.print().equals(print) || who.isEmpty()) return false;
        waiting.remove(tool);
        trusted.put(tool, held.trusted(who));
        saveNow();
        return true;
    }

    /// Somebody looked at it and will not have it: the tool may be called again in the form that is
    /// trusted, once the server says that again.
    ///
    /// @return false when nothing in this form waits
    public synchronized boolean dismiss(String tool, String print) {
        Pin held = waiting.get(tool);
        if (held == null || !held.print().equals(print)) return false;
        waiting.remove(tool);
        saveNow();
        return true;
    }

    private Standing keep(Pin now, String who) {
        Pin known = trusted.get(now.tool());
        boolean held = waiting.remove(now.tool()) != null;
        if (known != null && known.print().equals(now.print()) && !held) return new Standing.Trusted(known);
        Pin kept = now.trusted(who);
        trusted.put(now.tool(), kept);
        save();
        return new Standing.Trusted(kept);
    }

    /// It says again what it was trusted for. What it said in between still waits: a server that
    /// changes back and forth is not to be trusted by itself.
    private Standing back(Pin known) {
        Pin held = waiting.get(known.tool());
        return held == null ? new Standing.Trusted(known) : new Standing.Quarantined(held);
    }

    private Standing hold(@Nullable Pin known, Pin now) {
        Pin before = waiting.get(now.tool());
        if (before != null && before.print().equals(now.print())) return new Standing.Quarantined(before);
        if (before == null && waiting.size() >= most) return new Standing.Quarantined(now);
        waiting.put(now.tool(), now);
        save();
        watch.quarantined(target, known == null ? now : known, now);
        return new Standing.Quarantined(now);
    }

    private void save() {
        Written next = next();
        writing.execute(() -> write(next));
    }

    /// Somebody waits for it.
    private void saveNow() {
        write(next());
    }

    private Written next() {
        List<Pin> all = new ArrayList<>(trusted.values());
        all.addAll(waiting.values());
        return new Written(latest.incrementAndGet(), all);
    }

    private record Written(long version, List<Pin> pins) {}

    /// Of many that come together only the last is written. What could not be kept is still in force
    /// until the gateway ends; after that it is asked for again.
    private void write(Written next) {
        synchronized (store) {
            if (next.version() < latest.get()) return;
            try {
                store.write(target, next.pins());
            } catch (IOException e) {
                LOG.log(System.Logger.Level.WARNING, "targets." + target + ": the pins of its tools cannot be kept", e);
            }
        }
    }
}
