package dev.sallyport.authority.baseline;

import dev.sallyport.api.session.Envelope;
import dev.sallyport.api.session.Envelope.Allowance;
import dev.sallyport.api.session.Mode;
import dev.sallyport.api.session.Purpose;
import dev.sallyport.authority.rules.Contract;
import dev.sallyport.authority.rules.Contract.Otherwise;
import dev.sallyport.authority.rules.Rules;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// The most that a purpose could allow on a target, for the lease.
public final class Envelopes {

    private Envelopes() {}

    /// The most that any session in that role could be allowed, whatever its purpose.
    public static Envelope ofRole(Rules rules, String target, String role) {
        List<Envelope> all = rules.access().stream()
                .filter(rule -> rule.to().equals(target) && rule.role().equals(role))
                .flatMap(rule -> Stream.concat(rule.purposes().stream(), Stream.of(Purpose.DEFAULT))
                        .map(purpose -> of(rules, target, purpose, rule.mode())))
                .toList();
        return new Envelope(
                all.stream().anyMatch(Envelope::unrestricted),
                all.stream()
                        .flatMap(envelope -> envelope.allowances().stream())
                        .distinct()
                        .toList());
    }

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
