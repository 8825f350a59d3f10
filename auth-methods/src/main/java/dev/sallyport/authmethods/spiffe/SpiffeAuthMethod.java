package dev.sallyport.authmethods.spiffe;

import static dev.sallyport.api.identity.RefusalReason.CONDITION_NOT_MET;
import static dev.sallyport.api.identity.RefusalReason.UNSUPPORTED;

import dev.sallyport.api.identity.Attestation;
import dev.sallyport.api.identity.Attestation.BearerToken;
import dev.sallyport.api.identity.Attestation.BoundToken;
import dev.sallyport.api.identity.Attestation.CertificateChain;
import dev.sallyport.api.identity.Attestation.SignedCloudRequest;
import dev.sallyport.api.identity.AuthMethod;
import dev.sallyport.api.identity.Authentication;
import dev.sallyport.api.identity.Authentication.Proven;
import dev.sallyport.api.identity.Authentication.Refused;
import dev.sallyport.api.identity.Workload;
import dev.sallyport.authmethods.condition.ClaimsCondition;
import dev.sallyport.authmethods.jwt.NotProven;
import dev.sallyport.authmethods.jwt.SpiffeId;
import java.security.NoSuchAlgorithmException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.LongSupplier;
import javax.net.ssl.SSLContext;

/// Proves workloads by their SPIFFE Verifiable Identity Documents: X.509-SVIDs that a client showed in
/// a TLS handshake, and JWT-SVIDs (the SPIFFE standards X509-SVID, JWT-SVID, Trust Domain and Bundle,
/// Federation and Workload API).
///
/// `validUntil` is the earliest end in the chain, the authority's own included, or the token's `exp`.
/// Limits are counted under the SPIFFE id without its instance part.
///
/// Safe for any number of threads; may block for two fetches of the configured time-out each, when a
/// bundle is due.
public final class SpiffeAuthMethod implements AuthMethod, AutoCloseable {

    private final SpiffeSettings settings;
    private final Domains domains;
    private final TokenProof tokens;
    private final ClaimsCondition condition;

    /// Trusts the certificate authorities of the Java platform where a bundle is fetched from the web.
    /// Opens nothing but the streams of the Workload API.
    ///
    /// @throws IllegalArgumentException when the settings have [SpiffeSettings#problems], all of them
    ///     in the message
    public SpiffeAuthMethod(SpiffeSettings settings) {
        this(settings, platformTls(), System::nanoTime);
    }

    /// @param web for bundle endpoints of the web behind a private certificate authority
    /// @param nanos measures how long a stream has been away
    /// @throws IllegalArgumentException when the settings have [SpiffeSettings#problems], all of them
    ///     in the message
    public SpiffeAuthMethod(SpiffeSettings settings, SSLContext web, LongSupplier nanos) {
        List<String> problems = settings.problems();
        if (!problems.isEmpty()) throw new IllegalArgumentException(String.join("\n", problems));
        this.settings = settings;
        this.condition = ClaimsCondition.compile("authMethods." + settings.name() + ".where", settings.where());
        this.domains = new Domains(settings, new BundlePlaces(settings, web, nanos));
        this.tokens = new TokenProof(domains, settings.audiences(), settings.limits());
    }

    @Override
    public Authentication authenticate(Attestation attestation, Instant now) throws InterruptedException {
        try {
            return switch (attestation) {
                case CertificateChain(List<X509Certificate> chain) -> chain(chain, now);
                case BearerToken(String token) -> token(token, now);
                // a chain that came along with a token is what the client is; the token is another method's
                // business
                case BoundToken bound ->
                    settings.audiences().isEmpty() ? chain(bound.chain(), now) : token(bound.token(), now);
                case SignedCloudRequest _ -> new Refused(UNSUPPORTED, "this auth method takes a SPIFFE SVID");
            };
        } catch (NotProven e) {
            return e.refused();
        }
    }

    /// Forgets the bundles: for a change of configuration, or when something was revoked (R17).
    public void flush() {
        domains.flush();
    }

    /// Fetches the bundle of the gateway's own trust domain when it is due and says why there is none:
    /// to be told before the first workload comes.
    public Optional<String> bundleProblem(Instant now) throws InterruptedException {
        try {
            domains.of(new Identity(settings.own().name(), "")).bundle(now);
            return Optional.empty();
        } catch (NotProven e) {
            return Optional.of(e.refused().detail());
        }
    }

    /// Ends the streams and breaks off a fetch that is under way.
    @Override
    public void close() {
        domains.close();
    }

    /// The size first, then what costs nothing, then signatures; a condition last, so that what it is
    /// told is true.
    private Proven chain(List<X509Certificate> chain, Instant now) throws NotProven, InterruptedException {
        SvidChain.size(chain, settings.limits());
        Identity who = SvidChain.identity(chain.getFirst());
        Domain domain = domains.of(who);
        SvidChain.leaf(chain.getFirst());
        SvidChain.forClients(chain.getFirst());
        SvidChain.signers(chain.subList(1, chain.size()), who);
        Instant end = domain.prove(chain, now);
        domain.admits(who);
        return proven(who, attributes(who, "x509", Map.of()), end);
    }

    private Proven token(String text, Instant now) throws NotProven, InterruptedException {
        if (settings.audiences().isEmpty())
            throw new NotProven(UNSUPPORTED, "this auth method takes X.509-SVIDs; connect with a client certificate");
        TokenProof.Token token = tokens.prove(text, now);
        return proven(token.who(), attributes(token.who(), "jwt", token.claims()), token.validUntil());
    }

    private Proven proven(Identity who, SortedMap<String, Object> claims, Instant end) throws NotProven {
        Optional<String> whyNot = condition.whyNot(claims);
        if (whyNot.isPresent()) throw new NotProven(CONDITION_NOT_MET, whyNot.get());
        String id = who.toString();
        return new Proven(new Workload(settings.name(), id, SpiffeId.withoutInstance(id), claims, end));
    }

    /// Last, so that no claim of a token can pose as one of these.
    private static SortedMap<String, Object> attributes(Identity who, String svid, Map<String, Object> claims) {
        SortedMap<String, Object> all = new TreeMap<>(claims);
        all.put("spiffe_id", who.toString());
        all.put("trust_domain", who.trustDomain());
        all.put("path", who.path());
        all.put("segments", List.copyOf(who.segments()));
        all.put("svid", svid);
        return all;
    }

    private static SSLContext platformTls() {
        try {
            return SSLContext.getDefault();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("the Java platform's trusted certificates cannot be read", e);
        }
    }
}
