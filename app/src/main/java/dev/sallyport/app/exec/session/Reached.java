package dev.sallyport.app.exec.session;

import dev.sallyport.app.cli.work.CommandFailure;
import dev.sallyport.app.cli.work.ExitCode;
import dev.sallyport.app.config.HostPort;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.SequencedSet;

/// What the gateway says of the targets that are asked for, before anything is opened.
///
/// @param targets in the order in which they were asked for
/// @param authority PEM of the forward proxy's authority; empty when no target is reached through it
public record Reached(List<TargetFacts> targets, Optional<String> authority) {

    public Reached {
        targets = List.copyOf(targets);
    }

    /// @throws CommandFailure when the gateway does not answer, or knows no such target
    public static Reached of(SessionClient client, List<String> names) throws CommandFailure, InterruptedException {
        try {
            List<TargetFacts> targets = new ArrayList<>();
            for (String name : names) targets.add(client.facts(name).orElseThrow(() -> unknown(name)));
            boolean forward =
                    targets.stream().anyMatch(target -> !target.forward().isEmpty());
            return new Reached(targets, forward ? client.authority() : Optional.empty());
        } catch (IOException e) {
            throw new CommandFailure(
                    ExitCode.UNREACHABLE,
                    "no session endpoint answers at `" + client.endpoint() + "`: " + OpenSession.said(e));
        }
    }

    private static CommandFailure unknown(String name) {
        return new CommandFailure(
                ExitCode.REFUSED, "the gateway opens no session: it has no such target: `" + name + "`");
    }

    /// The gateway's listeners that these targets need.
    public SequencedSet<HostPort> doors(GatewayPlace gateway) {
        SequencedSet<HostPort> doors = new LinkedHashSet<>(List.of(gateway.http()));
        for (TargetFacts target : targets) {
            if (!target.isOverHttp()) doors.add(gateway.postgres());
            else if (gateway.isHere() && !target.plain().isEmpty()) doors.add(HostPort.parse(target.plain()));
        }
        return doors;
    }
}
