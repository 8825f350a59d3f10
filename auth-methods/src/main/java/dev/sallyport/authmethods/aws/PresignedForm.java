package dev.sallyport.authmethods.aws;

import dev.sallyport.authmethods.jwt.NotProven;
import dev.sallyport.authmethods.jwt.Quoted;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/// Reads a GET address whose signature stands in its query, as EKS uses it. The audience is not part of the address: it
/// is a header that was signed, and the gateway sends its own name there, so that STS finds a request for anyone else
/// wrongly signed.
final class PresignedForm {

    static final String SIGNATURE = "X-Amz-Signature";

    private static final Set<String> REQUIRED = Set.of(
            "X-Amz-Algorithm", "X-Amz-Credential", "X-Amz-Date", "X-Amz-Expires", "X-Amz-SignedHeaders", SIGNATURE);
    private static final String TOKEN = "X-Amz-Security-Token";

    private PresignedForm() {}

    /// @param audience the gateway's own
    static SignedCall read(Presented presented, StsUrl url, String audience) throws NotProven {
        SortedMap<String, String> signature = StsUrl.besideTheAction(url.parameters());
        Set<String> names = new TreeSet<>(signature.keySet());
        names.remove(TOKEN);
        if (!names.equals(REQUIRED)) {
            throw Malformed.because("a presigned address has exactly the parameters " + new TreeSet<>(REQUIRED));
        }
        Signing signing = signing(signature);
        plain(presented, signing);
        return new SignedCall(
                "GET",
                url.host(),
                url.query(),
                new TreeMap<>(java.util.Map.of(Headers.AUDIENCE, audience)),
                "",
                signing,
                presented.headers().getOrDefault(Headers.AUDIENCE, audience),
                expires(signature));
    }

    private static Signing signing(SortedMap<String, String> query) throws NotProven {
        return Signing.of(
                text(query, "X-Amz-Algorithm"),
                text(query, "X-Amz-Credential"),
                text(query, "X-Amz-Date"),
                text(query, "X-Amz-SignedHeaders"),
                text(query, SIGNATURE));
    }

    /// A GET without a body, whose only headers are those that are signed.
    private static void plain(Presented presented, Signing signing) throws NotProven {
        if (!presented.method().equals("GET") || !presented.body().isEmpty()) {
            throw Malformed.because("a presigned request is a GET without a body");
        }
        Set<String> signed = new TreeSet<>(signing.signedHeaders());
        SignedHeaders.audience(signed);
        Set<String> there = new TreeSet<>(presented.headers().keySet());
        there.add(Headers.HOST);
        there.add(Headers.AUDIENCE);
        SignedHeaders.same(there, signed);
        String host = presented.headers().get(Headers.HOST);
        if (host != null && !presented.url().startsWith("https://" + host + "/")) {
            throw Malformed.because("the Host header is not the address's host " + Quoted.of(host));
        }
    }

    private static Duration expires(SortedMap<String, String> query) throws NotProven {
        String seconds = text(query, "X-Amz-Expires");
        if (!seconds.matches("[1-9]\\d{0,5}")) {
            throw Malformed.because("X-Amz-Expires is not a number of seconds " + Quoted.of(seconds));
        }
        return Duration.ofSeconds(Long.parseLong(seconds));
    }

    /// The patterns that read it afterwards are ASCII; `+` is not in the encoded alphabet, so it cannot become a space.
    private static String text(SortedMap<String, String> query, String name) {
        return URLDecoder.decode(query.getOrDefault(name, ""), StandardCharsets.US_ASCII);
    }
}
