package dev.sallyport.authmethods.aws;

import dev.sallyport.authmethods.jwt.NotProven;
import dev.sallyport.authmethods.jwt.Quoted;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads a request whose signature stands in `Authorization`: GET with the action in the query, or POST with the action
/// in a form body. Every header but `Authorization` has to be signed, and every signed one to be there, so that nobody
/// could have changed, added or taken away anything.
final class HeaderForm {

    private static final Pattern AUTHORIZATION = Pattern.compile(
            "([A-Z0-9-]{1,64}) Credential=([^, =]{1,256}), ?SignedHeaders=([^, =]{1,1024}), ?Signature=([^, =]{1,256})");
    private static final Set<String> FORM =
            Set.of("application/x-www-form-urlencoded", "application/x-www-form-urlencoded; charset=utf-8");

    private HeaderForm() {}

    static SignedCall read(Presented presented, StsUrl url) throws NotProven {
        action(presented, url);
        content(presented);
        Signing signing = signing(presented);
        everythingIsSigned(presented, signing);
        String host = presented.headers().getOrDefault(Headers.HOST, url.host());
        if (!host.equals(url.host())) {
            throw Malformed.because("the Host header is not the address's host " + Quoted.of(host));
        }
        return new SignedCall(
                presented.method(),
                host,
                url.query(),
                sent(presented),
                presented.body(),
                signing,
                presented.headers().getOrDefault(Headers.AUDIENCE, ""),
                ChronoUnit.FOREVER.getDuration());
    }

    private static void action(Presented presented, StsUrl url) throws NotProven {
        SortedMap<String, String> rest = switch (presented.method()) {
            case "GET" -> besides(url.parameters(), presented.body());
            case "POST" -> besides(StsUrl.parameters(presented.body()), url.query());
            default -> throw Malformed.because("the method is neither GET nor POST " + Quoted.of(presented.method()));
        };
        if (!rest.isEmpty()) {
            throw Malformed.because("a parameter that is not known " + Quoted.of(rest.firstKey()));
        }
    }

    private static SortedMap<String, String> besides(SortedMap<String, String> parameters, String otherPlace)
            throws NotProven {
        if (!otherPlace.isEmpty()) {
            throw Malformed.because("parameters stand in the query of a GET or in the body of a POST, not in both");
        }
        return StsUrl.besideTheAction(parameters);
    }

    private static void content(Presented presented) throws NotProven {
        String type = presented.headers().getOrDefault(Headers.CONTENT_TYPE, "application/x-www-form-urlencoded");
        if (!FORM.contains(type.toLowerCase(Locale.ROOT))) {
            throw Malformed.because("Content-Type is not that of a form " + Quoted.of(type));
        }
        byte[] body = presented.body().getBytes(StandardCharsets.US_ASCII);
        same(presented, Headers.CONTENT_LENGTH, Integer.toString(body.length));
        same(presented, Headers.CONTENT_HASH, sha256(body));
    }

    private static void same(Presented presented, String header, String right) throws NotProven {
        if (!presented.headers().getOrDefault(header, right).equals(right)) {
            throw Malformed.because("a header does not fit the body `" + header + "`");
        }
    }

    private static Signing signing(Presented presented) throws NotProven {
        Matcher match = AUTHORIZATION.matcher(presented.headers().getOrDefault(Headers.AUTHORIZATION, ""));
        if (!match.matches()) {
            throw Malformed.because(
                    "no Authorization header of the form `ALGORITHM Credential=..., SignedHeaders=..., Signature=...`");
        }
        String date = presented.headers().getOrDefault(Headers.DATE, "");
        return Signing.of(match.group(1), match.group(2), date, match.group(3), match.group(4));
    }

    private static void everythingIsSigned(Presented presented, Signing signing) throws NotProven {
        Set<String> there = new HashSet<>(presented.headers().keySet());
        there.remove(Headers.AUTHORIZATION);
        there.add(Headers.HOST);
        Set<String> signed = new HashSet<>(signing.signedHeaders());
        SignedHeaders.audience(signed);
        SignedHeaders.same(there, signed);
    }

    /// Host and length are the client's to write, from the same values.
    private static SortedMap<String, String> sent(Presented presented) {
        SortedMap<String, String> headers = new TreeMap<>(presented.headers());
        headers.remove(Headers.HOST);
        headers.remove(Headers.CONTENT_LENGTH);
        return headers;
    }

    private static String sha256(byte[] body) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(body));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
