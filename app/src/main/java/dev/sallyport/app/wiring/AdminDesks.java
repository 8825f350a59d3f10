package dev.sallyport.app.wiring;

import dev.sallyport.api.audit.AuditEvent;
import dev.sallyport.api.audit.Trail;
import dev.sallyport.app.admin.view.ConfigurationView;
import dev.sallyport.app.admin.view.Desks;
import dev.sallyport.app.admin.view.HealthView;
import dev.sallyport.app.admin.view.HoldsDesk;
import dev.sallyport.app.admin.view.Reload;
import dev.sallyport.app.admin.view.SessionsView;
import dev.sallyport.app.admin.view.ToolsDesk;
import dev.sallyport.gateway.Gateway;
import dev.sallyport.gateway.HoldAnswer;
import dev.sallyport.gateway.HoldView;
import dev.sallyport.gateway.Holds;
import dev.sallyport.gateway.SessionView;
import dev.sallyport.gateway.Sessions;
import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/// What the admin interface shows, from the gateway's handles.
final class AdminDesks {

    private AdminDesks() {}

    static Desks of(
            Gateway gateway,
            Optional<SessionRoom> room,
            Trail trail,
            InstantSource clock,
            HealthView health,
            ToolsDesk tools,
            Reload reload,
            ConfigurationView configuration) {
        return new Desks(
                health,
                new OpenSessions(gateway.sessions(), room, trail, clock),
                new HeldActions(gateway.holds()),
                tools,
                reload,
                new Figures(gateway.metrics()),
                configuration);
    }

    private record OpenSessions(Sessions sessions, Optional<SessionRoom> room, Trail trail, InstantSource clock)
            implements SessionsView {
        @Override
        public List<OpenSession> open() {
            return sessions.list().stream().map(OpenSessions::shown).toList();
        }

        private static OpenSession shown(SessionView view) {
            return new OpenSession(view.session(), view.peer(), view.permitted(), view.denied());
        }

        @Override
        public List<OpenTask> tasks() {
            return room.map(SessionRoom::shown).orElse(List.of());
        }

        @Override
        public Optional<String> rotateKey(String by) throws IOException {
            if (room.isEmpty()) return Optional.empty();
            String key = room.get().rotate();
            trail.write(new AuditEvent.Administered(clock.instant(), "session-key", by, key));
            return Optional.of(key);
        }

        @Override
        public boolean end(String id, String by, String reason) throws IOException {
            String why = reason.isEmpty() ? "ended by " + by : reason + " (ended by " + by + ")";
            if (sessions.end(id, why)) return true;
            return room.isPresent() && room.get().end(id, why);
        }
    }

    private record HeldActions(Holds holds) implements HoldsDesk {
        @Override
        public List<HeldAction> waiting() {
            return holds.list().stream().map(HeldActions::shown).toList();
        }

        private static HeldAction shown(HoldView view) {
            return new HeldAction(
                    view.id(),
                    view.requestId(),
                    view.session(),
                    view.action(),
                    view.rule(),
                    view.reason(),
                    view.heldAt(),
                    view.expiresAt(),
                    view.fingerprint());
        }

        @Override
        public Outcome answer(Answer answer) {
            Optional<HoldView> held = holds.list().stream()
                    .filter(view -> view.id().equals(answer.holdId()))
                    .findFirst();
            if (held.isEmpty()) return Outcome.NO_SUCH_HOLD;
            if (!held.get().fingerprint().equals(answer.fingerprint())) return Outcome.OTHER_FINGERPRINT;
            return outcome(
                    answer.approved()
                            ? holds.approve(answer.holdId(), answer.by())
                            : holds.deny(answer.holdId(), answer.by(), answer.reason()));
        }

        private static Outcome outcome(HoldAnswer answer) {
            return switch (answer) {
                case ACCEPTED -> Outcome.RECORDED;
                case UNKNOWN, EXPIRED -> Outcome.OVER;
                case NOT_BY_YOU -> Outcome.OWN_REQUEST;
                case TRAIL_UNAVAILABLE ->
                    throw new IllegalStateException("the answer could not be recorded, so it does not count");
            };
        }
    }
}
