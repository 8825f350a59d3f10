package dev.sallyport.transport.http;

import dev.sallyport.api.decision.DeclaredPurpose;
import dev.sallyport.api.identity.Attestation;
import dev.sallyport.api.identity.Attestation.BearerToken;
import dev.sallyport.api.identity.Attestation.BoundToken;
import dev.sallyport.api.identity.Attestation.CertificateChain;
import dev.sallyport.api.identity.Attestation.RequestProof;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Takes the proof and the purpose out of a request's fields.
///
/// @param attestation null when nothing was shown
/// @param rest the fields without them
/// @param ambiguous true when two different proofs were shown
record ProofReader(
        @Nullable Attestation attestation,
        DeclaredPurpose purpose,
        Fields rest,
        boolean ambiguous,
        boolean perRequest) {

    static final String PURPOSE = "sallyport-purpose";
    static final String TASK = "sallyport-task";
    private static final String DPOP = "dpop";
    private static final int PURPOSE_MOST = 256;
    private static final int TASK_MOST = 4096;
    private static final Set<String> NO_PURPOSE = Set.of("", "sallyport", "token", "x-access-token", "git", "oauth2");
    private static final Set<String> OURS = Set.of(PURPOSE, TASK, DPOP);

    /// @param token without its scheme
    /// @param user of Basic; otherwise empty
    private record Shown(String token, String user) {}

    /// Of a request in reverse mode.
    static ProofReader reverse(HeadCheck.Good head, ProofSlots slots, Link link) {
        Fields fields = head.fields();
        List<Shown> shown = new ArrayList<>(1);
        if (slots.bearer() || slots.basic())
            for (String value : fields.values("authorization"))
                authorization(value, slots.bearer(), slots.basic()).ifPresent(shown::add);
        boolean authorized = !shown.isEmpty();
        for (String slot : slots.fields()) for (String value : fields.values(slot)) shown.add(new Shown(value, ""));
        Fields rest = fields.keeping(field -> !OURS.contains(field.name())
                && !slots.fields().contains(field.name())
                && !(authorized && field.name().equals("authorization")));
        return read(shown, head, fields, rest, link);
    }

    /// Of a request in forward mode: what stands in `Proxy-Authorization`, of the request or of its tunnel.
    static ProofReader forward(HeadCheck.Good head, Link link) {
        Fields proxy = link.tunnel() == null ? head.fields() : link.tunnel().fields();
        List<Shown> shown = new ArrayList<>(1);
        proxy.values("proxy-authorization")
                .forEach(value -> authorization(value, true, true).ifPresent(shown::add));
        Fields purposes = head.fields().has(PURPOSE) || head.fields().has(TASK) ? head.fields() : proxy;
        return read(shown, head, purposes, head.fields().without(OURS), link);
    }

    private static ProofReader read(List<Shown> shown, HeadCheck.Good head, Fields purposes, Fields rest, Link link) {
        Shown one = shown.isEmpty() ? null : shown.getFirst();
        boolean ambiguous =
                shown.size() > 1 && shown.stream().map(Shown::token).distinct().count() > 1;
        @Nullable RequestProof dpop = one == null ? null : dpop(head, link);
        return new ProofReader(attestation(one, dpop, link), purpose(one, purposes), rest, ambiguous, dpop != null);
    }

    private static @Nullable Attestation attestation(@Nullable Shown one, @Nullable RequestProof dpop, Link link) {
        if (one == null) return link.chain().isEmpty() ? null : new CertificateChain(link.chain());
        if (link.chain().isEmpty() && dpop == null) return new BearerToken(one.token());
        return new BoundToken(one.token(), link.chain(), dpop, link.peer());
    }

    /// The address as the agent knows it.
    private static @Nullable RequestProof dpop(HeadCheck.Good head, Link link) {
        Optional<String> jwt = head.fields().only(DPOP);
        if (jwt.isEmpty()) return null;
        boolean secure = head.absolute().orElse(link.secure());
        String path = head.target().split("\\?", 2)[0];
        String uri = (secure ? "https://" : "http://") + head.authority().asHost(secure) + path;
        try {
            return new RequestProof(jwt.get(), head.method(), URI.create(uri));
        } catch (IllegalArgumentException e) {
            return new RequestProof(jwt.get(), head.method(), URI.create(secure ? "https:///" : "http:///"));
        }
    }

    private static DeclaredPurpose purpose(@Nullable Shown one, Fields fields) {
        String user = one == null || NO_PURPOSE.contains(one.user()) ? "" : one.user();
        String name = fields.only(PURPOSE).orElse(user);
        String task = fields.only(TASK).orElse("");
        return new DeclaredPurpose(atMost(name, PURPOSE_MOST), atMost(task, TASK_MOST));
    }

    private static String atMost(String text, int most) {
        return text.length() <= most ? text : text.substring(0, most);
    }

    private static Optional<Shown> authorization(String value, boolean bearer, boolean basic) {
        int blank = value.indexOf(' ');
        if (blank < 0) return Optional.empty();
        String credentials = value.substring(blank + 1).strip();
        if (bearer && isScheme("bearer", value, blank)) return Optional.of(new Shown(credentials, ""));
        return basic && isScheme("basic", value, blank) ? Optional.of(basic(credentials)) : Optional.empty();
    }

    /// RFC 9110 section 11.1: capitals and small letters are the same.
    private static boolean isScheme(String scheme, String value, int blank) {
        return blank == scheme.length() && value.regionMatches(true, 0, scheme, 0, blank);
    }

    /// What cannot be read is a proof all the same: a bad one.
    private static Shown basic(String base64) {
        try {
            String pair = new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8);
            int colon = pair.indexOf(':');
            return colon < 0 ? new Shown(pair, "") : new Shown(pair.substring(colon + 1), pair.substring(0, colon));
        } catch (IllegalArgumentException e) {
            return new Shown(base64, "");
        }
    }
}
