package dev.sallyport.trail.read;

import dev.sallyport.trail.read.Verification.Broken;
import dev.sallyport.trail.read.Verification.Damage;
import dev.sallyport.trail.read.Verification.Place;
import dev.sallyport.trail.seal.HeadKeys;
import dev.sallyport.trail.seal.SignedHead;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/// Proves that a trail is whole, or says where it is not (R21). Safe on every thread; keeps nothing.
///
/// It finds every changed byte, every missing, repeated, inserted or swapped line and segment, and a tail that was cut
/// before the last signed head that is known: of `heads.jsonl` in the trail itself, and of heads that were saved
/// elsewhere. What it cannot prove is named in [Verification.Extent#signedUpTo].
public final class Verifier {

    private Verifier() {}

    /// Reads everything: one to two seconds of CPU for a gigabyte. May run beside a gateway that writes.
    ///
    /// @param keys whose heads are believed
    /// @param saved heads that were kept outside the gateway's reach; possibly none
    /// @throws IOException when a file or the directory cannot be read
    public static Verification verify(Path directory, HeadKeys keys, List<SignedHead> saved) throws IOException {
        Optional<SignedHead> forged =
                saved.stream().filter(head -> !keys.trusts(head)).findFirst();
        if (forged.isPresent()) return untrusted(forged.get());
        List<SignedHead> sorted =
                saved.stream().sorted(Comparator.comparingLong(SignedHead::seq)).toList();
        Iterator<SignedHead> each = sorted.iterator();
        HeadCheck savedHeads =
                new HeadCheck("the saved head", () -> each.hasNext() ? Optional.of(each.next()) : Optional.empty());
        try (HeadFile file = new HeadFile(directory.resolve(Segments.HEADS), keys)) {
            HeadCheck ownHeads = new HeadCheck("the head in " + Segments.HEADS, file::next);
            return new ChainScan(directory, keys, file, ownHeads, savedHeads).run();
        }
    }

    private static Verification untrusted(SignedHead head) {
        return new Broken(
                ChainScan.NOTHING,
                new Place("saved head", 0, 0, head.seq()),
                Damage.HEAD_INVALID,
                "the saved head is not signed by a known key");
    }
}
