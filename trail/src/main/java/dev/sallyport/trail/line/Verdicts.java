package dev.sallyport.trail.line;

import dev.sallyport.api.decision.Decision;
import java.util.Arrays;

/// A decision alone, as it would stand in its record, to be compared with one that stands there (R24).
public final class Verdicts {

    private Verdicts() {}

    /// One JSON object with `verdict`, `rule`, `evidence` and the others of a `decided`.
    public static byte[] json(Decision decision) {
        Json json = new Json(256).begin();
        new DecisionEncoder().encode(decision, json);
        json.close('}');
        return Arrays.copyOf(json.array(), json.length());
    }
}
