package dev.sallyport.api.decision;

import java.util.List;

/// What a decision was made from besides its session and its action, for the trail (R24).
///
/// @param counted for each operation of the action the names under which its keys are counted, as they stand in
///     charges; empty for an operation without such keys, and as a whole when there is none with any
/// @param turns of the prompt context
/// @param context SHA-256 of the prompt context, in hex; empty when it has no turns
public record Basis(Approval approval, List<List<String>> counted, int turns, String context) {

    public static final Basis NONE = new Basis(Approval.None.NONE, List.of(), 0, "");

    public Basis {
        counted = List.copyOf(counted);
    }
}
