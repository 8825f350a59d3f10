package dev.sallyport.app.e2e;

import dev.sallyport.testkit.identity.Svid;

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

    /// A client that shows its SVID.
    static Endpoint as(E2eStage stage, Svid svid) throws Exception {
        int port = stage.gateway().sessionAddress().orElseThrow().port();
        return Endpoint.as(port, stage.certificate(), svid);
    }
}
