package dev.sallyport.gateway;

import java.util.function.Function;
import java.util.function.ToIntFunction;

/// What the configuration says about the corridor. The two functions are asked each time, on many threads, so that
/// they can follow a reload.
///
/// @param maxSessions by access rule (as in `access.rule()`): open at once per workload
/// @param onTrailOutage by target
public record GatewayPolicy(
        GatewayLimits limits, ToIntFunction<String> maxSessions, Function<String, TrailOutage> onTrailOutage) {

    public static final GatewayPolicy DEFAULT =
            new GatewayPolicy(GatewayLimits.DEFAULT, rule -> Integer.MAX_VALUE, target -> TrailOutage.REFUSE);
}
