package dev.sallyport.transport.dial;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Turns hosts into the addresses that may be dialled, for one target. Safe on every thread.
///
/// A refusal is pinned as long as a success; a look-up that fails is not. Many who ask for one name at
/// once share one look-up.
public final class AddressGuard {

    private final DialRules rules;
    private final NameLookup names;
    private final InstantSource clock;

    /// Guarded by itself; the oldest first.
    private final Map<String, Pin> pins = new LinkedHashMap<>();

    /// @param clock for how long pins last
    public AddressGuard(DialRules rules, NameLookup names, InstantSource clock) {
        this.rules = rules;
        this.names = names;
        this.clock = clock;
    }

    private record Pin(CompletableFuture<List<InetAddress>> addresses, Instant until) {
        /// Neither too old nor a look-up that failed; a refusal stays.
        boolean holds(Instant now) {
            return now.isBefore(until)
                    && (!addresses.isCompletedExceptionally() || addresses.exceptionNow() instanceof RefusedAddress);
        }
    }

    /// At least one address, in the order in which they are tried. Blocks for the look-up, no longer
    /// than its time-out; not for a pinned name or a literal address.
    ///
    /// @param host a name or an address as it stands in a URL
    /// @throws RefusedAddress when the host, or one of its addresses, must not be dialled
    /// @throws IOException when its addresses cannot be found, or not in time
    public List<InetAddress> addresses(String host) throws IOException {
        String name = HostName.canonical(host);
        Optional<InetAddress> literal = HostName.literal(name);
        if (literal.isPresent()) {
            refuseInside(name, literal.get());
            return List.of(literal.get());
        }
        try {
            // of a look-up that others began, less may be left
            return pin(name).get(rules.timeout().toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException _) {
            throw late(name);
        } catch (ExecutionException e) {
            throw failure(name, e.getCause());
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while the name was looked up");
        }
    }

    private CompletableFuture<List<InetAddress>> pin(String name) {
        Instant now = clock.instant();
        CompletableFuture<List<InetAddress>> mine = new CompletableFuture<>();
        synchronized (pins) {
            Pin pin = pins.get(name);
            if (pin != null && pin.holds(now)) {
                return pin.addresses();
            }
            pins.remove(name);
            if (pins.size() >= rules.maxNames()) {
                pins.remove(pins.keySet().iterator().next());
            }
            pins.put(name, new Pin(mine, now.plus(rules.pin())));
        }
        Thread.ofVirtual().name("name look-up").start(() -> ask(name, mine));
        return mine.orTimeout(rules.timeout().toMillis(), TimeUnit.MILLISECONDS);
    }

    private void ask(String name, CompletableFuture<List<InetAddress>> answer) {
        try {
            answer.complete(allowed(name, names.find(name)));
        } catch (IOException | RuntimeException e) {
            answer.completeExceptionally(e);
        }
    }

    private List<InetAddress> allowed(String name, InetAddress[] found) throws UnknownHostException {
        if (found.length == 0) {
            throw unknown(name);
        }
        for (InetAddress address : found) {
            refuseInside(name, address);
        }
        return Stream.of(found)
                .map(address -> Network.bare(address.getAddress()))
                .distinct()
                .toList();
    }

    private void refuseInside(String name, InetAddress address) throws RefusedAddress {
        if (!rules.inside().allows(name, address)) {
            throw new RefusedAddress(
                    "the host leads to " + AddressKind.of(address).words()
                            + "; if that is meant, name it in the target's configuration",
                    name);
        }
    }

    private IOException failure(String host, @Nullable Throwable cause) {
        return switch (cause) {
            case RefusedAddress refused -> refused;
            case TimeoutException _ -> late(host);
            case null, default -> unknown(host);
        };
    }

    private IOException late(String host) {
        return new IOException(
                "the name was not found within " + rules.timeout().toMillis() + " ms `" + host + "`");
    }

    private static UnknownHostException unknown(String host) {
        return new UnknownHostException("the name cannot be looked up `" + host + "`");
    }
}
