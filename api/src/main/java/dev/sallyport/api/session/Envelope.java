package dev.sallyport.api.session;

import dev.sallyport.api.target.Verb;
import java.util.List;

/// The most that a purpose could ever allow on one target: what a lease is shaped by. An upper bound, not a
/// permission.
///
/// @param unrestricted true when the purpose sets no bound (observe mode, or a contract that ends in
///     `otherwise: hold`)
public record Envelope(boolean unrestricted, List<Allowance> allowances) {

    public static final Envelope UNRESTRICTED = new Envelope(true, List.of());

    public Envelope {
        allowances = List.copyOf(allowances);
    }

    /// @param resource canonical name, or `*`
    public record Allowance(Verb verb, String resource) {}

    public boolean allows(Verb verb, String resource) {
        return unrestricted
                || allowances.stream()
                        .anyMatch(a -> a.verb() == verb
                                && (a.resource().equals("*") || a.resource().equals(resource)));
    }

    /// True when nothing but reading is in it.
    public boolean readsOnly() {
        return !unrestricted && allowances.stream().allMatch(a -> a.verb().readsOnly());
    }
}
