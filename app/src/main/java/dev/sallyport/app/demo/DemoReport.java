package dev.sallyport.app.demo;

import java.util.List;

/// What the demo saw. `rolesLeft` counts roles of leases that are still at the server.
public record DemoReport(List<Scenario> scenarios, TrailSeen trail, long rolesLeft) {

    public DemoReport {
        scenarios = List.copyOf(scenarios);
    }

    public record TrailSeen(boolean verified, long records) {}

    public boolean asExpected() {
        return scenarios.stream().allMatch(Scenario::asExpected) && trail.verified() && rolesLeft == 0;
    }
}
