package dev.sallyport.authmethods.spiffe;

import static dev.sallyport.api.identity.RefusalReason.KEYS_UNAVAILABLE;

import dev.sallyport.authmethods.jwt.FileKeys;
import dev.sallyport.authmethods.jwt.NotProven;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.security.cert.CRLException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509CRL;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The revocation lists of a trust domain (RFC 5280 §5), PEM or DER, one after the other. Read again
/// within a second of a change. What cannot be read, and a list that has had its time, refuses everyone
/// (fail closed). Safe on every thread.
final class RevocationFile {

    private static final Duration FRESH = Duration.ofSeconds(1);

    private record Read(List<X509CRL> lists, Instant at) {}

    private final Path file;
    private final FileKeys content;
    private volatile @Nullable Read read;

    RevocationFile(Path file, int maxSize) {
        this.file = file;
        this.content = new FileKeys(file, maxSize);
    }

    /// Whoever has read them within the last second is not made to wait; two may read at once.
    List<X509CRL> lists(Instant now) throws NotProven {
        Read known = read;
        if (known == null || Duration.between(known.at(), now).abs().compareTo(FRESH) >= 0) {
            known = new Read(parse(), now);
            read = known;
        }
        for (X509CRL list : known.lists()) current(list, now);
        return known.lists();
    }

    private void current(X509CRL list, Instant now) throws NotProven {
        Date next = list.getNextUpdate();
        if (next == null || !now.isBefore(next.toInstant()))
            throw new NotProven(KEYS_UNAVAILABLE, "a revocation list is out of date; renew it `" + file + "`");
    }

    private List<X509CRL> parse() throws NotProven {
        try {
            byte[] bytes = content.fetch();
            List<X509CRL> lists = new ArrayList<>();
            CertificateFactory.getInstance("X.509")
                    .generateCRLs(new ByteArrayInputStream(bytes))
                    .forEach(one -> lists.add((X509CRL) one));
            if (lists.isEmpty()) throw new CRLException("none");
            return List.copyOf(lists);
        } catch (IOException e) {
            throw new NotProven(KEYS_UNAVAILABLE, "the revocation lists are not available: " + e.getMessage());
        } catch (CRLException | CertificateException | RuntimeException _) {
            throw new NotProven(KEYS_UNAVAILABLE, "no revocation list can be read in `" + file + "`");
        }
    }
}
