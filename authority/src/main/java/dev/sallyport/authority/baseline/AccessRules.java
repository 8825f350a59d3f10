package dev.sallyport.authority.baseline;

import static java.util.stream.Collectors.groupingBy;

import dev.sallyport.api.decision.DeclaredPurpose;
import dev.sallyport.api.decision.Deny;
import dev.sallyport.api.decision.Entry;
import dev.sallyport.api.decision.Signal;
import dev.sallyport.api.identity.RefusalReason;
import dev.sallyport.api.identity.Workload;
import dev.sallyport.api.session.Access;
import dev.sallyport.api.session.Mode;
import dev.sallyport.api.session.Purpose;
import dev.sallyport.api.session.Session;
import dev.sallyport.authority.rules.AccessRule;
import dev.sallyport.authority.rules.Rules;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The access rules, ready to be asked. Immutable.
public final class AccessRules {

    private final Rules rules;
    private final Map<String, Map<String, List<Compiled>>> byMethodAndTarget;

    public AccessRules(Rules rules) {
        this.rules = rules;
        this.byMethodAndTarget = rules.access().stream()
                .map(Compiled::new)
                .collect(groupingBy(
                        c -> c.rule().from(), groupingBy(c -> c.rule().to())));
    }

    /// With its evidence made once, since it goes with every decision.
    private record Compiled(AccessRule rule, Signal evidence) {
        Compiled(AccessRule rule) {
            this(rule, new Signal.Baseline(rule.path(), true, rule.from() + " may reach " + rule.to()));
        }

        Standing.Bound standing(Instant now) {
            return new Standing.Bound(rule.path(), mode(rule, now), evidence);
        }
    }

    /// The first rule that gives a configured purpose wins; then the first that gives the strictest
    /// contract.
    public Entry admit(Workload workload, String target, DeclaredPurpose declared, Instant now) {
        if (!rules.targets().containsKey(target)) {
            return new Entry.Refused(RefusalReason.UNKNOWN_TARGET, "no such target is configured: `" + target + "`");
        }
        List<Compiled> bound = bound(workload.authMethod(), target);
        if (bound.isEmpty()) {
            return new Entry.Refused(
                    RefusalReason.NOT_BOUND,
                    "access: no rule binds auth method `" + workload.authMethod() + "` to target `" + target + "`");
        }
        if (!now.isBefore(workload.validUntil())) {
            return new Entry.Refused(RefusalReason.EXPIRED, "the proof of identity has ended, present a fresh one");
        }
        return choose(bound, workload, declared, now);
    }

    private Entry choose(List<Compiled> bound, Workload workload, DeclaredPurpose declared, Instant now) {
        Optional<Entry> strictest = Optional.empty();
        List<String> refused = new ArrayList<>();
        for (Compiled compiled : bound) {
            AccessRule rule = compiled.rule();
            switch (PurposeChoice.of(rule, workload, declared)) {
                case PurposeChoice.Chosen chosen -> {
                    return granted(rule, workload, chosen.purpose(), now);
                }
                case PurposeChoice.Strictest choice -> {
                    if (strictest.isEmpty()) {
                        strictest = Optional.of(granted(rule, workload, choice.purpose(), now));
                    }
                }
                case PurposeChoice.NotAllowed notAllowed -> refused.add(notAllowed.named());
            }
        }
        return strictest.orElseGet(() -> purposeNotAllowed(bound, refused.getFirst()));
    }

    private static Entry purposeNotAllowed(List<Compiled> bound, String named) {
        Set<String> allowed = new LinkedHashSet<>();
        bound.forEach(c -> allowed.addAll(c.rule().purposes()));
        return new Entry.Refused(
                RefusalReason.PURPOSE_NOT_ALLOWED,
                bound.getFirst().rule().path() + ".purposes: allowed are "
                        + (allowed.isEmpty() ? "none" : String.join(", ", allowed)) + ", not `" + named + "`");
    }

    /// A lease for observing is wider than one that is enforced, so it does not outlive that mode (R20).
    private Entry granted(AccessRule rule, Workload workload, Purpose purpose, Instant now) {
        Mode mode = mode(rule, now);
        Instant latest = now.plus(rule.maxSession());
        Instant end = latest.isBefore(workload.validUntil()) ? latest : workload.validUntil();
        if (mode == Mode.OBSERVE && rule.observeUntil().isBefore(end)) end = rule.observeUntil();
        return new Entry.Granted(
                new Access(rule.path(), rule.role(), mode, Envelopes.of(rules, rule.to(), purpose.name(), mode), end),
                purpose);
    }

    /// Does a rule still bind this open session, with the role its lease was made from?
    public Standing standing(Session session, Instant now) {
        if (!now.isBefore(session.endsAt()) || !now.isBefore(session.access().latestEnd())) {
            return gone(session, "the session is over, open a new one");
        }
        Compiled other = null;
        for (Compiled compiled : bound(session.workload().authMethod(), session.target())) {
            if (!covers(compiled.rule(), session)) continue;
            if (compiled.rule().path().equals(session.access().rule())) return bind(compiled, session, now);
            if (other == null) other = compiled;
        }
        return other != null
                ? bind(other, session, now)
                : gone(session, "no access rule gives this session its role and purpose any more, open a new one");
    }

    /// A session that was opened in enforce mode stays so: switching observe mode on is for new sessions
    /// (R20).
    private static Standing bind(Compiled compiled, Session session, Instant now) {
        Standing.Bound bound = compiled.standing(now);
        return session.access().mode() == Mode.ENFORCE && bound.mode() == Mode.OBSERVE
                ? new Standing.Bound(bound.rule(), Mode.ENFORCE, bound.evidence())
                : bound;
    }

    private static boolean covers(AccessRule rule, Session session) {
        Purpose purpose = session.purpose();
        if (!rule.role().equals(session.access().role())) return false;
        if (purpose.name().equals(Purpose.DEFAULT)) return true;
        if (!rule.purposes().contains(purpose.name())) return false;
        return switch (purpose.declaredBy()) {
            case RULE -> PurposeChoice.onlyOne(rule);
            case AGENT, ORCHESTRATOR -> rule.declaredBy().contains(purpose.declaredBy());
            case CLAIM ->
                PurposeChoice.claimed(rule, session.workload())
                        .filter(purpose.name()::equals)
                        .isPresent();
        };
    }

    private static Standing gone(Session session, String reason) {
        String rule = session.access().rule();
        return new Standing.Gone(new Deny(rule, reason, List.of(new Signal.Baseline(rule, false, reason))));
    }

    private static Mode mode(AccessRule rule, Instant now) {
        return rule.mode() == Mode.OBSERVE && now.isBefore(rule.observeUntil()) ? Mode.OBSERVE : Mode.ENFORCE;
    }

    private List<Compiled> bound(String authMethod, String target) {
        return byMethodAndTarget.getOrDefault(authMethod, Map.of()).getOrDefault(target, List.of());
    }
}
