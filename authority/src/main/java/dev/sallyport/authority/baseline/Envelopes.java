package dev.sallyport.authority.baseline;

import dev.sallyport.api.session.Envelope;
import dev.sallyport.api.session.Envelope.Allowance;
import dev.sallyport.api.session.Mode;
import dev.sallyport.authority.rules.Contract;
import dev.sallyport.authority.rules.Contract.Otherwise;
import dev.sallyport.authority.rules.Rules;
import java.util.List;
import java.util.Optional;

/// The most that a purpose could allow on a target, for the lease.
final class Envelopes {

    private Envelopes() {}

    static Envelope of(Rules rules, String target, String purpose, Mode mode) {
        Optional<Contract> contract = rules.contract(target, purpose);
        boolean open = mode == Mode.OBSERVE
                || contract.filter(c -> c.otherwise() == Otherwise.HOLD).isPresent();
        return open
                ? Envelope.UNRESTRICTED
                : new Envelope(false, contract.map(c -> allowances(c, target)).orElse(List.of()));
    }

    private static List<Allowance> allowances(Contract contract, String target) {
        return contract.allow().stream()
                .filter(line -> line.target().equals(target))
                .map(line -> new Allowance(line.verb(), line.resource()))
                .distinct()
                .toList();
    }
}
