package dev.sallyport.app.history;

import dev.sallyport.api.session.Purpose.Declarer;
import dev.sallyport.api.session.Session;
import dev.sallyport.app.cli.work.CommandFailure;
import dev.sallyport.app.cli.work.ExitCode;
import dev.sallyport.app.config.load.ConfigurationException;
import dev.sallyport.app.config.load.ConfigurationFile;
import dev.sallyport.app.config.load.LoadResult.Loaded;
import dev.sallyport.app.wiring.LimitsFrom;
import dev.sallyport.authority.PolicyDecisionPoint;
import dev.sallyport.authority.budget.Capacity;
import dev.sallyport.authority.budget.Counters;
import dev.sallyport.authority.rules.Contract;
import dev.sallyport.authority.rules.InvalidRulesException;
import dev.sallyport.authority.rules.Rules;
import java.nio.file.Path;

/// A configuration, as far as decisions depend on it.
///
/// @param rules called by the configuration's hash
record Ruleset(Rules rules, Capacity capacity) {

    /// @throws CommandFailure when it cannot be read, or its rules contradict themselves
    static Ruleset of(ConfigurationFile loader, Path file) throws CommandFailure {
        try {
            Loaded loaded = loader.read(file).orThrow();
            Ruleset rules = new Ruleset(loaded.rules(), LimitsFrom.counters(loaded.configuration()));
            var _ = new PolicyDecisionPoint(rules.rules(), new Counters(new RecordedNames(), rules.capacity()));
            return rules;
        } catch (InvalidRulesException e) {
            throw new CommandFailure(ExitCode.REFUSED, "the configuration cannot be used", e.problems());
        } catch (ConfigurationException e) {
            throw new CommandFailure(ExitCode.REFUSED, "the configuration cannot be used", e.errors(file));
        }
    }

    String generation() {
        return rules.generation();
    }

    /// Whether a decision may depend on what was said around the session.
    boolean asksContext(Session session) {
        return rules.contract(session.target(), session.purpose().name())
                .map(contract ->
                        contract.intent() != Contract.Intent.OFF || contract.unproposed() != Contract.Unproposed.OFF)
                .orElse(false);
    }

    /// Whether a decision may depend on the claims of the session's workload: where a claim named the
    /// purpose, or a policy might speak of claims. A backslash could hide the word.
    boolean asksClaims(Session session) {
        return session.purpose().declaredBy() == Declarer.CLAIM
                || rules.policies().values().stream().anyMatch(text -> text.contains("claims") || text.contains("\\"));
    }
}
