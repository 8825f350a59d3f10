package dev.sallyport.transport.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.api.action.Outcome;
import dev.sallyport.api.action.Outcome.Ending;
import java.io.IOException;
import java.util.function.UnaryOperator;

/// A floor over HTTP/1.1 before a target that says `hello`, or what it is told to say. For a test of one thread.
final class FloorStand implements AutoCloseable {

    private RawServer target = serving();
    private Stage stage = staged();

    private static RawServer serving() {
        try {
            return RawServer.saying(RawServer.ok("hello"));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private Stage staged() {
        try {
            return new Stage(target.port());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    RawServer target() {
        return target;
    }

    Stage stage() {
        return stage;
    }

    void targetIs(RawServer.Reply reply) throws IOException {
        close();
        target = new RawServer(reply);
        stage = staged();
    }

    void targetIs(RawServer.Reply reply, UnaryOperator<UpstreamSettings> settings) throws IOException {
        close();
        target = new RawServer(reply);
        UpstreamSettings usual = UpstreamSettings.of(new Authority("localhost", target.port()), null, Stage::loopback);
        stage = new Stage(settings.apply(usual), null, Stage.LIMITS);
    }

    /// Every request so far ended like this, and no permit is left.
    void accounted(Ending... endings) {
        stage.gate.await("the outcome", () -> stage.gate.outcomes().size() == endings.length);
        assertThat(stage.gate.outcomes()).extracting(Outcome::ending).containsExactly(endings);
        assertThat(stage.gate.outstanding()).isZero();
    }

    /// Checks that nobody broke the order in which a gate is to be used.
    @Override
    public void close() throws IOException {
        assertThat(stage.gate.faults()).isEmpty();
        stage.close();
        target.close();
    }
}
