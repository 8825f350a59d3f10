package dev.sallyport.authority.contract;

import dev.sallyport.api.session.Purpose;
import dev.sallyport.api.session.Session;
import dev.sallyport.authority.budget.Counters;
import dev.sallyport.authority.rules.Contract;
import dev.sallyport.authority.rules.Contract.Otherwise;
import dev.sallyport.authority.rules.Rules;
import dev.sallyport.authority.rules.TargetRules;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The contracts of every purpose at every target, ready to be asked. Immutable.
public final class Contracts {

    private final Rules rules;
    private final Tracked hourly;
    private final Costs costs;
    private final Flow flow;
    private final Map<String, Map<String, ContractAtTarget>> byTargetAndPurpose = new HashMap<>();

    public Contracts(Rules rules, Counters counters) {
        this.rules = rules;
        this.hourly = new Tracked(rules.contracts().values().stream()
                .flatMap(contract -> contract.allow().stream())
                .filter(line -> line.atMost().perHour() != Long.MAX_VALUE)
                .toList());
        this.costs = new Costs(counters);
        this.flow = new Flow(rules.contracts().values().stream()
                .flatMap(contract -> contract.allow().stream())
                .toList());
        for (TargetRules target : rules.targets().values()) {
            Map<String, ContractAtTarget> byPurpose = new HashMap<>();
            rules.contracts()
                    .forEach((name, contract) ->
                            byPurpose.put(name, at(target, contract, "purposes." + name + ".otherwise")));
            byTargetAndPurpose.put(target.name(), byPurpose);
        }
    }

    private ContractAtTarget at(TargetRules target, Contract contract, String otherwisePath) {
        return new ContractAtTarget(contract, target, hourly, costs, flow, otherwisePath);
    }

    /// The contract that binds a session. A purpose without one, or a target that is gone, allows nothing.
    public ContractAtTarget of(Session session) {
        Map<String, ContractAtTarget> byPurpose = byTargetAndPurpose.getOrDefault(session.target(), Map.of());
        ContractAtTarget contract = byPurpose.get(name(session));
        return contract != null ? contract : nothing(session);
    }

    private String name(Session session) {
        String purpose = session.purpose().name();
        return purpose.equals(Purpose.DEFAULT)
                ? rules.contract(session.target(), purpose).map(Contract::name).orElse("")
                : purpose;
    }

    private ContractAtTarget nothing(Session session) {
        TargetRules target = rules.targets()
                .getOrDefault(
                        session.target(), new TargetRules(session.target(), Map.of(), Map.of(), "", Long.MAX_VALUE));
        String purpose = session.purpose().name();
        String path =
                purpose.equals(Purpose.DEFAULT) ? "targets." + session.target() + ".default" : "purposes." + purpose;
        return at(target, new Contract(purpose, "", List.of(), Otherwise.DENY, Duration.ZERO, Long.MAX_VALUE), path);
    }
}
