package dev.sallyport.api.action;

import dev.sallyport.api.target.Resource;
import dev.sallyport.api.target.Verb;
import java.util.Set;

/// One effect of an action on one resource.
///
/// @param note for UNKNOWN and for labelled operations what was not understood, in words; for a proposal
///     what its tool does; otherwise empty
public record Operation(Verb verb, Resource resource, Scope scope, Set<Label> labels, String note) {

    public Operation {
        labels = Set.copyOf(labels);
    }

    public Operation(Verb verb, Resource resource, Scope scope, Set<Label> labels) {
        this(verb, resource, scope, labels, "");
    }

    /// A tool call that a model proposed: its effect is an action of its own, elsewhere.
    public boolean isProposal() {
        return resource.kind().equals(Resource.PROPOSAL);
    }

    /// True when it could leave the target other than it was.
    public boolean changes() {
        return !verb.readsOnly() && !concernsSessionOnly() && !isProposal() && !labels.contains(Label.KEEPS_NOTHING);
    }

    /// Transactions, allowed settings, constants: no data of the target is touched.
    public boolean concernsSessionOnly() {
        return resource.kind().equals(Resource.SESSION);
    }
}
