package dev.sallyport.authority.contract;

import dev.sallyport.api.action.Action;
import dev.sallyport.api.action.Operation;
import dev.sallyport.api.target.Resource;
import dev.sallyport.api.target.Verb;
import dev.sallyport.authority.budget.Tender;

/// Reasons that an agent can read and adapt to.
public final class Phrases {

    private static final String MODEL = "model";
    private static final String TOKEN = "token";

    private Phrases() {}

    static String doing(Operation operation) {
        return doing(operation.verb()) + " " + what(operation);
    }

    /// Some statements name nothing (`VACUUM`, `RESET ROLE`): then the statement is named, or the kind of thing.
    private static String what(Operation operation) {
        Resource resource = operation.resource();
        if (!resource.name().isEmpty()) return "`" + resource.name() + "`";
        return operation.note().isEmpty() ? "any " + resource.kind() : "what `" + operation.note() + "` is about";
    }

    /// Why a key that the statement names does not count.
    static String why(Operation operation) {
        return operation.note().isEmpty() ? "" : "; " + operation.note();
    }

    /// A change of a table runs what its owner attached to it: nobody would guess that from the table's name.
    static String undertaking(Operation operation) {
        boolean hidden = operation.verb() == Verb.EXECUTE && !operation.note().isEmpty();
        return doing(operation) + (hidden ? ", and " + operation.note() : "");
    }

    private static String doing(Verb verb) {
        return switch (verb) {
            case DISCOVER -> "looking at the structure of";
            case READ -> "reading";
            case CREATE -> "adding to";
            case UPDATE -> "changing";
            case DELETE -> "deleting from";
            case EXECUTE -> "running";
            case SHARE -> "sending out";
            case GRANT -> "granting rights on";
            case DEFINE -> "changing the structure of";
            case UNKNOWN -> "doing something that is not understood to";
        };
    }

    /// Why a budget stops an action.
    public static String exceeded(Tender.Exceeded exceeded, Action action) {
        if (exceeded.subject().equals(Flow.SENSITIVE))
            return "sensitive data was read in this " + exceeded.span() + ", so nothing may be sent out";
        String unit = unit(exceeded.subject().resource(), action);
        String allowed = exceeded.limit().startsWith("limits.")
                ? "the gateway's " + exceeded.span() + " is full with " + exceeded.allowed()
                : "only " + exceeded.allowed() + " " + unit + (exceeded.allowed() == 1 ? "" : "s") + " of `"
                        + exceeded.subject().resource() + "` per " + exceeded.span();
        return allowed + "; " + exceeded.used() + " used, " + asked(exceeded, unit);
    }

    private static String asked(Tender.Exceeded exceeded, String unit) {
        if (exceeded.asked() != Long.MAX_VALUE) return "this asks for " + exceeded.asked();
        return unit.equals(TOKEN)
                ? "this may take any number, set a limit for its answer"
                : "this may touch any number, name a unique key or a limit";
    }

    /// A model's budget counts tokens.
    private static String unit(String resource, Action action) {
        for (Operation operation : action.operations())
            if (operation.resource().kind().equals(MODEL)
                    && operation.resource().name().equals(resource)) return TOKEN;
        return "record";
    }
}
