package dev.sallyport.app.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.testkit.identity.Svid;
import dev.sallyport.trail.line.EventKind;
import java.time.Duration;
import java.util.stream.Stream;

/// A stage whose gateway gives out session tokens.
final class Endpointed {

    static final String ISSUER = "https://sallyport.example:8443";

    private Endpointed() {}

    static String with(String yaml) {
        String listen = "listen: { postgres: \"127.0.0.1:0\" }";
        if (!yaml.contains(listen)) throw new IllegalArgumentException("the configuration listens elsewhere");
        return yaml.replace(
                listen,
                "listen: { postgres: \"127.0.0.1:0\", http: \"127.0.0.1:0\" }\nsessions: { issuer: \"" + ISSUER
                        + "\" }");
    }

    static Endpoint of(E2eStage stage) throws Exception {
        int port = stage.gateway().sessionAddress().orElseThrow().port();
        return Endpoint.at(port, stage.certificate());
    }

    /// The refusal stands in the trail under the id that its answer has; it is written a moment after the answer.
    static void recorded(E2eStage stage, Endpoint.Got got, String... texts) throws Exception {
        assertThat(got.requestId()).as(got.error()).isNotEmpty();
        Await.until(
                "the record of " + got.error(),
                () -> stage.records(EventKind.REFUSED).stream()
                        .map(record -> record.json().toString())
                        .filter(text -> text.contains(got.requestId()))
                        .anyMatch(text -> Stream.of(texts).allMatch(text::contains)));
    }

    /// A client that shows its SVID.
    static Endpoint as(E2eStage stage, Svid svid) throws Exception {
        int port = stage.gateway().sessionAddress().orElseThrow().port();
        return Endpoint.as(port, stage.certificate(), svid);
    }

    /// A DPoP proof tells whole seconds, and one of the second in which the gateway started may have been shown
    /// to the gateway before it: such proofs are refused.
    static void passTheSecondOfTheStart() throws InterruptedException {
        Thread.sleep(Duration.ofMillis(1_010));
    }
}
