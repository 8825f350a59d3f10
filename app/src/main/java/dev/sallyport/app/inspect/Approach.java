package dev.sallyport.app.inspect;

import dev.sallyport.app.cli.work.CommandFailure;
import dev.sallyport.app.cli.work.ExitCode;
import dev.sallyport.app.cli.work.Explain.Question;
import dev.sallyport.app.config.problem.Suggestion;
import dev.sallyport.authority.rules.AccessRule;
import dev.sallyport.authority.rules.Rules;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// By which access rules the pretended workload comes.
///
/// @param rules all rules, of the access rules only those that remain when the role is asked for
/// @param from the auth method
record Approach(Rules rules, String from) {

    static Approach of(Question question, Rules rules, Collection<String> authMethods) throws CommandFailure {
        known("target", question.target(), rules.targets().keySet());
        if (!question.from().isEmpty()) {
            known("auth method", question.from(), authMethods);
        }
        if (!question.purpose().isEmpty()) {
            known("purpose", question.purpose(), rules.contracts().keySet());
        }
        List<AccessRule> wanted = rules.access().stream()
                .filter(rule -> question.as().isEmpty() || rule.role().equals(question.as()))
                .toList();
        if (!question.as().isEmpty()) {
            known("role at the target in an access rule", question.as(), roles(rules, question.target()));
        }
        String from = question.from().isEmpty() ? only(question.target(), wanted) : question.from();
        return new Approach(new Rules(wanted, rules.contracts(), rules.targets(), rules.policies()), from);
    }

    private static Set<String> roles(Rules rules, String target) {
        return rules.access().stream()
                .filter(rule -> rule.to().equals(target))
                .map(AccessRule::role)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String only(String target, List<AccessRule> rules) throws CommandFailure {
        List<String> methods = rules.stream()
                .filter(rule -> rule.to().equals(target))
                .map(AccessRule::from)
                .distinct()
                .toList();
        if (methods.size() != 1) {
            throw new CommandFailure(
                    ExitCode.USAGE,
                    methods.isEmpty()
                            ? "no access rule reaches the target, write one under `access`: `" + target + "`"
                            : "several auth methods reach the target, choose with --from: `"
                                    + String.join("`, `", methods) + "`");
        }
        return methods.getFirst();
    }

    private static void known(String what, String name, Collection<String> names) throws CommandFailure {
        if (!names.contains(name)) {
            throw new CommandFailure(
                    ExitCode.USAGE, "no such " + what + Suggestion.clause(name, names) + ": `" + name + "`");
        }
    }
}
