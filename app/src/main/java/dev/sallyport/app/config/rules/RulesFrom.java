package dev.sallyport.app.config.rules;

import dev.sallyport.app.config.AccessEntry;
import dev.sallyport.app.config.AllowEntry;
import dev.sallyport.app.config.AtMostEntry;
import dev.sallyport.app.config.Configuration;
import dev.sallyport.app.config.DeclaredBy;
import dev.sallyport.app.config.JudgeEntry;
import dev.sallyport.app.config.PurposeEntry;
import dev.sallyport.app.config.TargetEntry;
import dev.sallyport.authority.rules.AccessRule;
import dev.sallyport.authority.rules.AtMost;
import dev.sallyport.authority.rules.Contract;
import dev.sallyport.authority.rules.Judging;
import dev.sallyport.authority.rules.Line;
import dev.sallyport.authority.rules.Rules;
import dev.sallyport.authority.rules.TargetRules;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Translates a checked configuration into the authority's rules.
public final class RulesFrom {

    private RulesFrom() {}

    /// @param policies Cedar text by file or configuration path
    public static Rules configuration(Configuration configuration, Map<String, String> policies) {
        List<AccessEntry> access = configuration.access();
        Rules rules = new Rules(
                IntStream.range(0, access.size())
                        .mapToObj(i -> rule(i, access.get(i)))
                        .toList(),
                each(configuration.purposes(), RulesFrom::contract),
                each(configuration.targets(), RulesFrom::target),
                policies);
        JudgeEntry judge = configuration.judge();
        return judge == null ? rules : rules.judgedBy(judging(judge));
    }

    /// A question waits for its turn, and for its answer.
    private static Judging judging(JudgeEntry judge) {
        return new Judging(
                judge.band().from().thousandths(),
                judge.band().to().thousandths(),
                judge.unavailable(),
                judge.timeout().multipliedBy(2));
    }

    private static AccessRule rule(int index, AccessEntry entry) {
        return new AccessRule(
                entry.name().isEmpty() ? "access[" + index + "]" : "access[" + entry.name() + "]",
                entry.from(),
                entry.to(),
                entry.as(),
                entry.purposes(),
                entry.declaredBy().stream().map(DeclaredBy::declarer).collect(Collectors.toSet()),
                entry.claim(),
                entry.mode(),
                entry.observeUntil(),
                entry.maxSession(),
                entry.maxSessions());
    }

    private static Contract contract(String name, PurposeEntry entry) {
        List<AllowEntry> allow = entry.allow();
        List<Line> lines = IntStream.range(0, allow.size())
                .boxed()
                .flatMap(i -> lines("purposes." + name + ".allow[" + i + "]", allow.get(i)).stream())
                .toList();
        return new Contract(
                name,
                entry.description(),
                lines,
                entry.otherwise(),
                entry.holdFor(),
                entry.intent(),
                entry.unusual(),
                entry.unproposed(),
                entry.containAfter().value());
    }

    private static List<Line> lines(String path, AllowEntry entry) {
        return entry.effect().resources().stream()
                .map(resource -> new Line(
                        path,
                        entry.effect().verb(),
                        resource.target(),
                        Canonical.name(resource.name()),
                        entry.fields(),
                        entry.sensitive(),
                        entry.mask(),
                        entry.keyedBy(),
                        atMost(entry.atMost()),
                        entry.hold(),
                        entry.afterSensitive(),
                        entry.functions()))
                .toList();
    }

    private static AtMost atMost(AtMostEntry entry) {
        return new AtMost(
                entry.perAction().value(),
                entry.perSession().value(),
                entry.perHour().value());
    }

    private static TargetRules target(String name, TargetEntry entry) {
        return new TargetRules(
                name,
                Canonical.keys(entry.sensitive()),
                entry.roles(),
                entry.defaultPurpose(),
                entry.ceiling().perHour().value());
    }

    private static <A, B> Map<String, B> each(Map<String, A> map, BiFunction<String, A, B> translate) {
        Map<String, B> translated = new LinkedHashMap<>();
        map.forEach((name, entry) -> translated.put(name, translate.apply(name, entry)));
        return translated;
    }
}
