package dev.sallyport.authmethods.aws;

import static dev.sallyport.api.identity.RefusalReason.CONDITION_NOT_MET;
import static dev.sallyport.api.identity.RefusalReason.REPLAYED;

import dev.sallyport.api.identity.Attestation;
import dev.sallyport.api.identity.AuthMethod;
import dev.sallyport.api.identity.Authentication;
import dev.sallyport.api.identity.Authentication.Proven;
import dev.sallyport.api.identity.Workload;
import dev.sallyport.authmethods.condition.ClaimsCondition;
import dev.sallyport.authmethods.jwt.NotProven;
import java.io.IOException;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import javax.net.ssl.SSLContext;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;

/// Proves workloads by an STS `GetCallerIdentity` request that they signed with their own AWS credentials
/// ([AWS](https://docs.aws.amazon.com/STS/latest/APIReference/API_GetCallerIdentity.html)): as
/// [Attestation.SignedCloudRequest], or as text in a token or password slot (see [SignedIdentity]).
///
/// Each request is accepted once: presented again, or by two at the same time, it is `REPLAYED`. One that was not
/// accepted is not used up, so that STS being away costs a workload nothing. `validUntil` is the signature's date and
/// the configured `validFor`. The subject is the full ARN; limits are counted under the role's or user's.
///
/// Safe for any number of threads; blocks for one call of STS, within its configured time-out.
public final class AwsAuthMethod implements AuthMethod, AutoCloseable {

    private final AwsSettings settings;
    private final CallRules rules;
    private final SeenRequests seen;
    private final StsClient sts;
    private final Admission admission;
    private final ClaimsCondition condition;

    /// Trusts the certificate authorities of the Java platform. Opens nothing yet.
    ///
    /// @param start now: requests that were signed before it are refused, as it is not known whether they were used
    /// @throws IllegalArgumentException when the settings have [AwsSettings#problems], all of them in the message
    public AwsAuthMethod(AwsSettings settings, Instant start) {
        this(settings, new SeenRequests(start), platformTls(), SystemDefaultDnsResolver.INSTANCE);
    }

    /// Takes the place of another, under new settings, and knows what that one accepted and still accepts.
    ///
    /// @throws IllegalArgumentException when the settings have [AwsSettings#problems], all of them in the message
    public AwsAuthMethod(AwsSettings settings, AwsAuthMethod before) {
        this(settings, before.seen, platformTls(), SystemDefaultDnsResolver.INSTANCE);
    }

    /// @param tls who is trusted to be STS
    /// @param names how names are looked up
    AwsAuthMethod(AwsSettings settings, SeenRequests seen, SSLContext tls, DnsResolver names) {
        List<String> problems = settings.problems();
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException(String.join("\n", problems));
        }
        Trusted trusted = settings.trusted();
        this.settings = settings;
        this.rules = new CallRules(trusted.audience(), settings.freshness(), new StsHosts(trusted.regions()));
        this.seen = seen;
        this.sts = new StsClient(settings.sts(), tls, names);
        this.admission = Admission.of(trusted);
        this.condition = ClaimsCondition.compile("authMethods." + settings.name() + ".where", settings.where());
    }

    @Override
    public Authentication authenticate(Attestation attestation, Instant now) throws InterruptedException {
        try {
            SignedCall call = call(Presented.of(attestation, settings.maxSize()));
            return once(call, rules.check(call, now), now);
        } catch (NotProven e) {
            return e.refused();
        }
    }

    /// A request can be sent once, so nobody can be asked again: it holds until its end.
    @Override
    public Authentication again(Attestation attestation, Workload proven, Instant now) {
        return new Proven(proven);
    }

    /// Breaks off the calls that are under way.
    @Override
    public void close() {
        sts.close();
    }

    private SignedCall call(Presented presented) throws NotProven {
        StsUrl url = StsUrl.parse(presented.url());
        return url.parameters().containsKey(PresignedForm.SIGNATURE)
                ? PresignedForm.read(presented, url, settings.trusted().audience())
                : HeaderForm.read(presented, url);
    }

    /// Taken before STS is asked, so that of many at the same time one gets through.
    private Proven once(SignedCall call, StsHosts.Place place, Instant now) throws NotProven, InterruptedException {
        String signature = call.signing().signature();
        if (!seen.covers(call.signing().date())) {
            throw new NotProven(REPLAYED, "signed before this gateway started; sign a new request");
        }
        if (!seen.take(signature, rules.end(call), now, settings.freshness().remembered())) {
            throw new NotProven(
                    REPLAYED, "presented before, or no room to remember it (rememberRequests); sign a new request");
        }
        boolean proven = false;
        try {
            Proven answer = new Proven(workload(call, place));
            proven = true;
            return answer;
        } finally {
            if (!proven) {
                seen.giveBack(signature);
            }
        }
    }

    private Workload workload(SignedCall call, StsHosts.Place place) throws NotProven, InterruptedException {
        Principal principal = StsReply.read(ask(call));
        admission.check(principal, place);
        SortedMap<String, Object> claims = principal.claims(place.region());
        Optional<String> whyNot = condition.whyNot(claims);
        if (whyNot.isPresent()) {
            throw new NotProven(CONDITION_NOT_MET, whyNot.get());
        }
        Instant validUntil = call.signing().date().plus(settings.freshness().validFor());
        return new Workload(settings.name(), principal.arn(), principal.countedAs(), claims, validUntil);
    }

    private StsAnswer ask(SignedCall call) throws NotProven, InterruptedException {
        try {
            return sts.send(call);
        } catch (IOException e) {
            throw StsReply.unavailable("sts cannot be asked: " + e.getMessage());
        }
    }

    private static SSLContext platformTls() {
        try {
            return SSLContext.getDefault();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("the Java platform's trusted certificates cannot be read", e);
        }
    }
}
