package dev.sallyport.authority.intent.session;

import dev.sallyport.api.action.Action;

/// An action, as it is compared with what models proposed.
sealed interface Deed permits ToolDeed, StatementDeed, RequestDeed {

    boolean isThat(ModelCall call);

    /// Whether the call is of the same tool, whatever its values.
    boolean hasItsName(ModelCall call);

    static Deed of(Action action) {
        return switch (action.operations().getFirst().resource().kind()) {
            case "tool" -> ToolDeed.of(action);
            case "resource" -> RequestDeed.of(action);
            default -> StatementDeed.of(action);
        };
    }
}
