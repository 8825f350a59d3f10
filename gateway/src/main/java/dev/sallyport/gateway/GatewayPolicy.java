package dev.sallyport.gateway;

import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.function.ToIntFunction;

/// What the configuration says about the corridor. The functions are asked each time, on many threads, so that
/// they can follow a reload.
///
/// @param maxSessions by access rule (as in `access.rule()`): open at once per workload
/// @param onTrailOutage by target
/// @param shape by target and role: whatever a lease is made from besides its access rule, in any words. A session
///     whose lease was made from another shape than there is now ends (R18)
public record GatewayPolicy(
        GatewayLimits limits,
        ToIntFunction<String> maxSessions,
        Function<String, TrailOutage> onTrailOutage,
        BinaryOperator<String> shape) {

    public static final GatewayPolicy DEFAULT =
            of(GatewayLimits.DEFAULT, rule -> Integer.MAX_VALUE, target -> TrailOutage.REFUSE);

    /// Of a configuration whose targets never change.
    public static GatewayPolicy of(
            GatewayLimits limits, ToIntFunction<String> maxSessions, Function<String, TrailOutage> onTrailOutage) {
        return new GatewayPolicy(limits, maxSessions, onTrailOutage, (target, role) -> "");
    }
}
