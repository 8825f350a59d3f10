package dev.sallyport.app.wiring;

import dev.sallyport.authority.rules.AccessRule;
import dev.sallyport.gateway.GatewayPolicy;
import dev.sallyport.gateway.TrailOutage;
import java.util.concurrent.atomic.AtomicReference;

/// What the corridor asks of the configuration in force, each time anew, so that it follows a reload.
record CorridorPolicy(AtomicReference<InForce> inForce) {

    GatewayPolicy policy() {
        return new GatewayPolicy(
                LimitsFrom.gateway(inForce.get().loaded().configuration()),
                this::maxSessions,
                this::onTrailOutage,
                this::shape);
    }

    private String shape(String target, String role) {
        return inForce.get().targets().shape(target, role);
    }

    private int maxSessions(String rule) {
        return inForce.get().loaded().rules().access().stream()
                .filter(access -> access.path().equals(rule))
                .mapToInt(AccessRule::maxSessions)
                .findFirst()
                .orElse(0);
    }

    private TrailOutage onTrailOutage(String target) {
        return switch (inForce.get().loaded().configuration().onTrailFailure(target)) {
            case REFUSE -> TrailOutage.REFUSE;
            case ALLOW -> TrailOutage.ALLOW;
        };
    }
}
