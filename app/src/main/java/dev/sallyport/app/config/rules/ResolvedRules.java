package dev.sallyport.app.config.rules;

import dev.sallyport.api.session.Mode;
import dev.sallyport.app.config.AccessEntry;
import dev.sallyport.app.config.AccountEntry;
import dev.sallyport.app.config.AllowEntry;
import dev.sallyport.app.config.AtMostEntry;
import dev.sallyport.app.config.Configuration;
import dev.sallyport.app.config.DeclaredBy;
import dev.sallyport.app.config.Limit;
import dev.sallyport.app.config.Postgres;
import dev.sallyport.app.config.PurposeEntry;
import dev.sallyport.app.config.ResourceName;
import dev.sallyport.app.config.TargetEntry;
import dev.sallyport.app.config.shape.Words;
import dev.sallyport.authority.rules.Contract.Otherwise;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// The rules as an operator reads them out: one sentence per line, two spaces deeper for what belongs to it.
public final class ResolvedRules {

    private ResolvedRules() {}

    public static List<String> of(Configuration configuration) {
        List<String> lines = new ArrayList<>();
        configuration.access().forEach(entry -> access(configuration, entry, lines));
        configuration.purposes().forEach((name, purpose) -> purpose(name, purpose, lines));
        configuration.targets().forEach((name, target) -> target(name, target, lines));
        return List.copyOf(lines);
    }

    private static void access(Configuration configuration, AccessEntry entry, List<String> lines) {
        lines.add(entry.from() + " may reach " + entry.to() + " as " + entry.as() + " for "
                + String.join(", ", entry.purposes()));
        var method = configuration.authMethods().get(entry.from());
        if (method != null && !method.where().isEmpty()) {
            lines.add("  where " + oneLine(method.where()));
        }
        lines.add("  purpose " + declared(entry));
        lines.add("  at most " + entry.maxSessions() + (entry.maxSessions() == 1 ? " session" : " sessions")
                + " of one workload, each at most " + time(entry.maxSession()));
        if (entry.mode() == Mode.OBSERVE) {
            lines.add("  purposes are only observed until " + entry.observeUntil());
        }
    }

    private static String declared(AccessEntry entry) {
        if (entry.declaredBy().isEmpty()) {
            return "set by this rule";
        }
        return "declared by "
                + entry.declaredBy().stream()
                        .map(by -> by == DeclaredBy.CLAIM ? "claim " + entry.claim() : Words.of(by))
                        .collect(Collectors.joining(" or "));
    }

    private static void purpose(String name, PurposeEntry purpose, List<String> lines) {
        lines.add(name + ": " + oneLine(purpose.description()));
        purpose.allow().forEach(line -> lines.add("  " + allow(line)));
        lines.add(
                purpose.otherwise() == Otherwise.HOLD
                        ? "  anything else waits " + time(purpose.holdFor()) + " for a human"
                        : "  anything else is denied");
        if (!purpose.containAfter().isNone()) {
            lines.add("  denial " + purpose.containAfter() + " of a session ends it and all of its workload");
        }
    }

    private static String allow(AllowEntry line) {
        StringBuilder text = new StringBuilder("may ")
                .append(line.effect().verb().name().toLowerCase(Locale.ROOT))
                .append(' ')
                .append(line.effect().resources().stream()
                        .map(ResourceName::toString)
                        .collect(Collectors.joining(", ")));
        clause(text, "only ", line.fields());
        clause(text, "with sensitive ", line.sensitive());
        clause(text, "with masked ", line.mask());
        clause(text, "keyed by ", line.keyedBy());
        clause(text, "calling ", line.functions());
        clause(text, "at most ", atMost(line.atMost()));
        return text.append(line.hold() ? ", each time after a human's approval" : "")
                .toString();
    }

    private static void clause(StringBuilder text, String word, List<String> items) {
        if (!items.isEmpty()) {
            text.append(", ").append(word).append(String.join(", ", items));
        }
    }

    private static List<String> atMost(AtMostEntry atMost) {
        List<String> limits = new ArrayList<>();
        limit(limits, atMost.perAction(), " per action");
        limit(limits, atMost.perSession(), " per session");
        limit(limits, atMost.perHour(), " per hour");
        return limits;
    }

    private static void limit(List<String> limits, Limit limit, String per) {
        if (!limit.isNone()) {
            limits.add(limit + per);
        }
    }

    private static void target(String name, TargetEntry target, List<String> lines) {
        lines.add(name + ": at " + target.protocol().place());
        AccountEntry account = target.lease().account();
        if (account == null) {
            target.roles().forEach((role, grants) -> lines.add("  " + role + " holds " + String.join("; ", grants)));
            if (target.protocol() instanceof Postgres postgres) lines.add("  roles are made " + minting(postgres));
        } else {
            lines.add("  sessions use the standing account " + account.user() + ", "
                    + (account.most() == 1 ? "one at a time" : account.most() + " at once")
                    + "; its limits are enforced by the gateway alone");
        }
        target.sensitive()
                .forEach((resource, columns) ->
                        lines.add("  sensitive in " + resource + ": " + String.join(", ", columns)));
        lines.add(
                target.defaultPurpose().isEmpty()
                        ? "  without a purpose, nothing is allowed"
                        : "  without a purpose: " + target.defaultPurpose());
        if (!target.ceiling().perHour().isNone()) {
            lines.add("  all workloads together: " + target.ceiling().perHour() + " per hour and resource");
        }
    }

    private static String minting(Postgres postgres) {
        return switch (postgres.minting()) {
            case DIRECT -> "by the power of the gateway's own account";
            case FUNCTIONS -> "through the functions of `sallyport target setup`";
        };
    }

    private static String oneLine(String text) {
        return text.strip().replaceAll("\\s+", " ");
    }

    private static String time(Duration duration) {
        return duration.toString().substring(2).toLowerCase(Locale.ROOT);
    }
}
