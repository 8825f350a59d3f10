package dev.sallyport.app.exec.proof;

import java.util.Map;

record SpiffeSocket(Map<String, String> environment, String audience) implements ProofSource {
    @Override
    public String name() {
        return "spiffe";
    }

    @Override
    public Proof look() {
        return new Proof.Absent("SPIFFE_ENDPOINT_SOCKET is not set");
    }
}
