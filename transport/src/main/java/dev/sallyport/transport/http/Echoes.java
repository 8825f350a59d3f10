package dev.sallyport.transport.http;

import dev.sallyport.api.credential.Secret;
import dev.sallyport.api.credential.SecretAccess;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;

/// What must not come back of injected secrets, in the forms in which a [Scrubber] looks for it. Made once for a
/// credential, and used by every request that shows it. Safe on every thread.
public final class Echoes implements AutoCloseable {

    /// Of a request that shows no credential.
    public static final Echoes NONE = new Echoes(List.of());

    private static final int BITS_OF_BASE64 = 6;
    private static final int BYTES_OF_GROUP = 3;

    private final List<Echo> texts;
    private final List<Echo> lowered;
    private final Sieve sieve;
    private final Sieve loweredSieve;
    private final int shortest;

    // guarded by this
    private int users;
    private boolean closed;

    private Echoes(List<Echo> texts) {
        this.texts = List.copyOf(texts);
        this.lowered = texts.stream().map(Echo::lowered).toList();
        this.sieve = new Sieve(this.texts);
        this.loweredSieve = new Sieve(lowered);
        this.shortest = texts.stream().mapToInt(Echo::characters).min().orElse(Integer.MAX_VALUE);
    }

    /// @param injected in every form that is not one of those that a [Scrubber] knows; empty ones are nothing
    public static Echoes of(List<Secret> injected) {
        SecretAccess why = SecretAccess.because("it must not come back in an answer");
        List<Echo> echoes = new ArrayList<>(2 * injected.size());
        for (int i = 0; i < injected.size(); i++) {
            Secret each = injected.get(i);
            byte[] bytes = each.exposeText(why).getBytes(StandardCharsets.UTF_8);
            if (bytes.length == 0 || injected.subList(0, i).stream().anyMatch(each::sameAs)) continue;
            echoes.add(new Echo(bytes));
            base64(bytes, echoes);
        }
        echoes.sort(Comparator.comparingInt(Echo::length).reversed()); // a longer one may have a shorter one in it
        return new Echoes(echoes);
    }

    /// Wherever it begins in what was encoded (`user:secret`): from the first character to the last that tells of
    /// nothing else.
    private static void base64(byte[] bytes, List<Echo> echoes) {
        for (int before = 0; before < BYTES_OF_GROUP; before++) {
            int first = (before * Byte.SIZE + BITS_OF_BASE64 - 1) / BITS_OF_BASE64;
            int last = (before + bytes.length) * Byte.SIZE / BITS_OF_BASE64;
            if (last - first < Scrubber.SHORTEST) continue;
            byte[] placed = new byte[before + bytes.length];
            System.arraycopy(bytes, 0, placed, before, bytes.length);
            byte[] usual = Base64.getEncoder().encode(placed);
            byte[] forAddresses = Base64.getUrlEncoder().encode(placed);
            echoes.add(new Echo(Arrays.copyOfRange(usual, first, last)));
            if (!Arrays.equals(usual, forAddresses))
                echoes.add(new Echo(Arrays.copyOfRange(forAddresses, first, last)));
        }
    }

    /// The longest first.
    List<Echo> texts() {
        return texts;
    }

    /// As names of fields have them.
    List<Echo> lowered() {
        return lowered;
    }

    /// For those [#texts] where no escape stands.
    Sieve sieve() {
        return sieve;
    }

    /// For [#lowered].
    Sieve loweredSieve() {
        return loweredSieve;
    }

    /// In characters, of which each is at least one byte of a secret.
    int shortest() {
        return shortest;
    }

    /// An answer begins to be read.
    ///
    /// @throws IllegalStateException when they are wiped: what would come back could not be found any more
    synchronized void use() {
        if (closed && !texts.isEmpty()) throw new IllegalStateException("the credential of this request is destroyed");
        users++;
    }

    synchronized void leave() {
        users--;
        wipe();
    }

    /// Wipes its copies, once the last answer that is under way has ended.
    @Override
    public synchronized void close() {
        closed = true;
        wipe();
    }

    private void wipe() {
        if (!closed || users > 0) return;
        texts.forEach(Echo::wipe);
        lowered.forEach(Echo::wipe);
        sieve.wipe();
        loweredSieve.wipe();
    }
}
