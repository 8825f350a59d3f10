package dev.sallyport.trail;

import dev.sallyport.trail.file.Disk;
import dev.sallyport.trail.read.Segments;
import dev.sallyport.trail.seal.HeadSigner;
import dev.sallyport.trail.seal.SignedHead;
import dev.sallyport.trail.seal.SignedHead.Claim;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Signs where the chain is, every now and then and at the end. Only what is on the disk is signed, so that a head is
/// never ahead of an honest trail. Belongs to the sync thread.
final class Heads {

    private static final Logger LOG = System.getLogger("dev.sallyport.trail");

    private final TrailSettings settings;
    private final InstantSource clock;
    private final HeadSigner signer;
    private final List<HeadLog> logs = new ArrayList<>();
    private long signed;
    private long tried;
    private Instant last;
    private volatile @Nullable SignedHead latest;

    /// @param signed the last line that has a head already
    Heads(Disk disk, TrailSettings settings, InstantSource clock, HeadSigner signer, long signed) {
        this.settings = settings;
        this.clock = clock;
        this.signer = signer;
        this.signed = signed;
        this.tried = signed;
        this.last = clock.instant();
        logs.add(new HeadLog(disk, settings.directory().resolve(Segments.HEADS)));
        settings.anchors().forEach(path -> logs.add(new HeadLog(disk, path)));
    }

    boolean due(long seq) {
        if (seq == signed) return false;
        if (seq - tried >= settings.headRecords()) return true;
        return Duration.between(last, clock.instant()).compareTo(settings.headInterval()) >= 0;
    }

    /// A head that cannot be written refuses nothing: it is tried again at the next interval, and logged.
    void sign(Tip tip) {
        if (tip.seq() == signed) return;
        last = clock.instant();
        tried = tip.seq();
        SignedHead head = signer.sign(Claim.HEAD, tip.seq(), tip.hash(), tip.segment(), last);
        boolean all = true;
        for (HeadLog log : logs) all &= append(log, head);
        if (all) signed = tip.seq();
        latest = head;
    }

    private static boolean append(HeadLog log, SignedHead head) {
        try {
            log.append(head);
            return true;
        } catch (IOException e) {
            LOG.log(
                    Level.WARNING,
                    "trail: the signed head could not be written to `" + log.path() + "`: " + Refusals.why(e));
            return false;
        }
    }

    /// Safe on every thread.
    Optional<SignedHead> latest() {
        return Optional.ofNullable(latest);
    }
}
