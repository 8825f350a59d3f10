package dev.sallyport.authority;

import dev.sallyport.authority.rules.AccessRule;
import dev.sallyport.authority.rules.Contract;
import dev.sallyport.authority.rules.Line;
import dev.sallyport.authority.rules.Rules;
import dev.sallyport.authority.rules.TargetRules;
import java.util.ArrayList;
import java.util.List;

/// Names that lead nowhere. `app` checks the file with lines and columns; this is the last line of
/// defence, so that no rule is silently without effect.
final class RulesCheck {

    private final Rules rules;
    private final List<String> problems = new ArrayList<>();

    private RulesCheck(Rules rules) {
        this.rules = rules;
    }

    static List<String> problems(Rules rules) {
        RulesCheck check = new RulesCheck(rules);
        rules.access().forEach(check::access);
        rules.targets().forEach(check::target);
        rules.contracts().forEach(check::contract);
        return check.problems;
    }

    private void access(AccessRule rule) {
        if (!rules.targets().containsKey(rule.to())) unknown(rule.path() + ".to", "target", rule.to());
        for (String purpose : rule.purposes()) {
            if (!rules.contracts().containsKey(purpose)) unknown(rule.path() + ".purposes", "purpose", purpose);
        }
    }

    private void target(String name, TargetRules target) {
        String contract = target.defaultContract();
        if (!contract.isEmpty() && !rules.contracts().containsKey(contract)) {
            unknown("targets." + name + ".default", "purpose", contract);
        }
    }

    private void contract(String name, Contract contract) {
        if (!name.equals(contract.name())) unknown("purposes." + name, "contract", contract.name());
        for (Line line : contract.allow()) {
            if (!rules.targets().containsKey(line.target())) unknown(line.path(), "target", line.target());
        }
    }

    private void unknown(String path, String what, String name) {
        problems.add(path + ": no such " + what + ": `" + name + "`");
    }
}
