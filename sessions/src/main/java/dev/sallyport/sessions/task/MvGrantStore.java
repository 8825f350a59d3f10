package dev.sallyport.sessions.task;

import dev.sallyport.api.session.PromptContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.MVStoreException;
import org.h2.mvstore.type.ByteArrayDataType;
import org.h2.mvstore.type.DataType;
import org.h2.mvstore.type.StringDataType;

/// One file, readable by the gateway alone: an MVStore, which appends and so survives a killed process.
///
/// Whatever waits at the same time shares one fsync: a thread of its own takes all of it, commits,
/// syncs, and then tells everybody. Once writing has failed nothing is written any more until a
/// restart.
public final class MvGrantStore implements GrantStore {

    private static final int MOST_AT_ONCE = 4096;
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(10);
    private static final int COMPACT_EVERY = 2000;

    private final MVStore store;
    private final MVMap<String, byte[]> grants;
    private final MVMap<String, String> ended;
    private final MVMap<String, byte[]> contexts;
    private final BlockingQueue<Change> waiting = new LinkedBlockingQueue<>();
    private final Patience patience = new Patience(LONGEST_WAIT);
    private final Thread writer;
    private volatile boolean closing;
    private volatile boolean broken;

    private record Change(Runnable change, CompletableFuture<Boolean> done) {}

    private MvGrantStore(MVStore store) {
        this.store = store;
        this.grants = store.openMap("grants-by-time", of(ByteArrayDataType.INSTANCE));
        this.ended = store.openMap("endings", of(StringDataType.INSTANCE));
        this.contexts = store.openMap("contexts-by-id", of(ByteArrayDataType.INSTANCE));
        this.writer = Thread.ofPlatform().name("grants").daemon().start(this::writeOn);
    }

    /// Said, so that nothing looks at each value to find out what it is.
    private static <V> MVMap.Builder<String, V> of(DataType<V> value) {
        MVMap.Builder<String, V> builder = new MVMap.Builder<>();
        builder.setKeyType(StringDataType.INSTANCE);
        builder.setValueType(value);
        return builder;
    }

    /// In the order of time, so that what is opened together lies together: one page of the tree is written for
    /// many, and whole pages go when their grants are forgotten.
    private static String key(Grant grant) {
        return HexFormat.of().toHexDigits(grant.openedAt().toEpochMilli()) + grant.id();
    }

    /// @param file made when it is not there
    /// @throws IOException when it cannot be opened, is damaged, or is in use by another gateway
    public static MvGrantStore open(Path file) throws IOException {
        if (!Files.exists(file))
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        try {
            return new MvGrantStore(new MVStore.Builder()
                    .fileName(file.toString())
                    .autoCommitDisabled()
                    .open());
        } catch (MVStoreException e) {
            throw new IOException(
                    "the store of session tokens cannot be opened, is another gateway using it: `" + file + "`", e);
        }
    }

    @Override
    public Kept load() throws IOException {
        List<Grant> all = new ArrayList<>();
        for (byte[] grant : grants.values()) all.add(GrantCodec.read(grant));
        Map<String, PromptContext> said = new HashMap<>();
        for (Map.Entry<String, byte[]> context : contexts.entrySet())
            said.put(context.getKey(), ContextCodec.read(context.getValue()));
        return new Kept(all, new HashMap<>(ended), said);
    }

    @Override
    public void keep(Grant grant) throws IOException {
        byte[] bytes = GrantCodec.write(grant);
        await(post(() -> grants.put(key(grant), bytes)));
    }

    @Override
    public void context(String id, PromptContext context) throws IOException {
        byte[] bytes = ContextCodec.write(context);
        await(post(() -> contexts.put(id, bytes)));
    }

    @Override
    public void ended(Collection<String> ids, String reason) throws IOException {
        List<String> all = List.copyOf(ids);
        await(post(() -> all.forEach(id -> ended.put(id, reason))));
    }

    @Override
    public void endedSoon(String id, String reason) {
        var _ = post(() -> ended.put(id, reason));
    }

    @Override
    public void forget(Collection<Grant> gone) {
        List<Grant> all =
                gone.stream().sorted(Comparator.comparing(MvGrantStore::key)).toList();
        var _ = post(() -> all.forEach(grant -> {
            grants.remove(key(grant));
            ended.remove(grant.id());
            contexts.remove(grant.id());
        }));
    }

    private CompletableFuture<Boolean> post(Runnable change) {
        CompletableFuture<Boolean> done = new CompletableFuture<>();
        if (closing || broken || !waiting.add(new Change(change, done))) {
            done.completeExceptionally(new IOException("the store of session tokens is closed"));
        }
        return done;
    }

    private void await(CompletableFuture<Boolean> done) throws IOException {
        try {
            var _ = patience.await(done);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while writing", e);
        } catch (ExecutionException e) {
            throw new IOException("the store of session tokens cannot be written", e);
        }
    }

    private void writeOn() {
        List<Change> batch = new ArrayList<>();
        int commits = 0;
        while (!closing || !waiting.isEmpty()) {
            try {
                Change first = waiting.poll(100, TimeUnit.MILLISECONDS);
                if (first == null) continue;
                batch.add(first);
                waiting.drainTo(batch, MOST_AT_ONCE);
                write(batch);
                if (++commits % COMPACT_EVERY == 0) store.compactFile(50);
            } catch (InterruptedException _) {
                closing = true;
            } catch (RuntimeException e) {
                broken = true;
                batch.forEach(change -> change.done().completeExceptionally(e));
            }
            batch.clear();
        }
    }

    private void write(List<Change> batch) {
        batch.forEach(change -> change.change().run());
        store.commit();
        store.sync();
        batch.forEach(change -> change.done().complete(true));
    }

    /// What waits is written first.
    @Override
    public void close() {
        closing = true;
        try {
            var _ = writer.join(LONGEST_WAIT);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        patience.close();
        if (!broken) store.close();
        else store.closeImmediately();
    }
}
