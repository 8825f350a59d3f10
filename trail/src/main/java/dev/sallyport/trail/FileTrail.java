package dev.sallyport.trail;

import dev.sallyport.api.audit.AuditEvent;
import dev.sallyport.api.audit.Durability;
import dev.sallyport.api.audit.Pen;
import dev.sallyport.api.audit.Trail;
import dev.sallyport.trail.file.Disk;
import dev.sallyport.trail.line.EventEncoder;
import dev.sallyport.trail.seal.HeadKeys;
import dev.sallyport.trail.seal.HeadSigner;
import dev.sallyport.trail.seal.SealingKey;
import dev.sallyport.trail.seal.SignedHead;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.InstantSource;
import java.util.Objects;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeoutException;

/// The trail in a directory: hash-chained segments of JSON lines (format: [dev.sallyport.trail.line]), group commit,
/// signed heads. Safe on every thread; each [Pen] belongs to its loop.
///
/// It refuses rather than loses: what is told `recorded(true)` outlives the process (or is on the
/// disk, as asked), what is told `false` must not happen. After a full disk or a failed fsync it
/// goes on by itself as soon as the disk works again, and records how much was refused.
public final class FileTrail implements Trail, AutoCloseable {

    private static final int SMALL_PAGE = 4096;

    private final TrailSettings settings;
    private final InstantSource clock;
    private final DirectoryLock lock;
    private final SealingKey sealing;
    private final Refusals refusals;
    private final Chain chain;
    private final Heads heads;
    private final SyncThread sync;
    private final Keeper keeper;
    private final Patience patience;
    /// At rest, for callers that write a single record: a cipher takes longer to make than to use.
    private final Queue<EventEncoder> encoders = new ConcurrentLinkedQueue<>();

    /// Opens a directory, or begins a new trail in it. Reads all of it: one to two seconds of CPU for a gigabyte.
    ///
    /// @throws TrailDamaged when the trail in it was changed
    /// @throws IOException when another process holds it, a key file is readable by others, or the disk fails
    public static FileTrail open(TrailSettings settings, InstantSource clock) throws IOException {
        return open(settings, clock, Disk.real());
    }

    /// @param disk for tests that make it fail
    public static FileTrail open(TrailSettings settings, InstantSource clock, Disk disk) throws IOException {
        DirectoryLock lock = DirectoryLock.take(settings.directory());
        try {
            FileTrail trail = new FileTrail(settings, clock, disk, lock);
            trail.sync.start();
            return trail;
        } catch (IOException | RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    private FileTrail(TrailSettings settings, InstantSource clock, Disk disk, DirectoryLock lock) throws IOException {
        this.settings = settings;
        this.clock = clock;
        this.lock = lock;
        HeadSigner signer = HeadSigner.in(settings.keys());
        sealing = SealingKey.in(settings.keys());
        Opening opening = Opening.of(disk, settings, HeadKeys.in(settings.keys()));
        refusals = new Refusals(clock);
        chain = new Chain(disk, settings, clock, refusals, opening.segment(disk, settings, clock), opening.tip());
        heads = new Heads(disk, settings, clock, signer, opening.extent().signedUpTo());
        keeper = new Keeper(heads, refusals, new Retention(disk, settings, clock, signer), this::note);
        sync = new SyncThread(chain, settings.syncInterval(), keeper);
        patience = new Patience(settings.patience());
        opening.torn().ifPresent(what -> note("trail-torn", what));
    }

    @Override
    public Pen pen(Executor loop) {
        return new LoopPen(loop, chain, sync, refusals, encoder(), new Page(settings.pageBytes()));
    }

    private EventEncoder encoder() {
        return new EventEncoder(sealing.sealer());
    }

    /// @throws IOException when it could not be recorded, or not within the configured patience
    @Override
    public void write(AuditEvent event, Durability durability) throws IOException {
        Page page = page(event);
        CompletableFuture<Boolean> done = new CompletableFuture<>();
        sync.submit(new Write(page, durability, done));
        if (!await(done))
            throw new IOException(
                    "trail: the record could not be written: " + refusal().orElse("closed"));
    }

    private Page page(AuditEvent event) throws IOException {
        Page page = new Page(SMALL_PAGE);
        EventEncoder encoder = Objects.requireNonNullElseGet(encoders.poll(), this::encoder);
        if (!page.add(event, encoder)) throw new IOException("trail: the record is longer than a line may be");
        encoders.add(encoder);
        return page;
    }

    private boolean await(CompletableFuture<Boolean> done) throws IOException {
        try {
            return patience.await(done);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("trail: interrupted while waiting for the disk");
        } catch (ExecutionException e) {
            if (e.getCause() instanceof TimeoutException)
                throw new IOException("trail: the record was not on the disk within `" + settings.patience() + "`", e);
            throw new IOException("trail: the record could not be written", e);
        }
    }

    /// For the trail's own words about itself; nobody waits.
    private boolean note(String what, String detail) {
        Page page = new Page(SMALL_PAGE);
        page.add(new AuditEvent.Administered(clock.instant(), what, "sallyport", detail), encoder());
        return chain.append(page);
    }

    /// Why the last records were refused; empty when all is well. It stays until a record succeeds, so go on trying.
    public Optional<String> refusal() {
        return refusals.current().map(Refusals.Spell::words);
    }

    /// The last signed head of this run, to be shown or kept elsewhere.
    public Optional<SignedHead> head() {
        return heads.latest();
    }

    /// The number of the last record.
    public long lastSeq() {
        return chain.tip().seq();
    }

    /// Call it after the loops have ended: what a pen has not written by then is refused. Fsyncs, signs
    /// a last head, and lets go of the directory. Idempotent.
    @Override
    public void close() throws IOException {
        sync.end(settings.patience());
        try {
            chain.close();
        } finally {
            patience.close();
            lock.close();
        }
    }

    private record Write(Page page, Durability durability, CompletableFuture<Boolean> result)
            implements SyncThread.Job {

        @Override
        public boolean append(Chain chain) {
            return chain.append(page);
        }

        @Override
        public void done(boolean ok) {
            result.complete(ok);
        }
    }
}
