package dev.sallyport.mcp.pin;

import java.io.IOException;
import java.util.List;

/// Where pins outlive the gateway.
public interface PinStore {

    /// For a gateway that keeps nothing: with trust on first use, a restart trusts whatever is there
    /// then.
    PinStore NOWHERE = new PinStore() {
        @Override
        public List<Pin> read(String target) {
            return List.of();
        }

        @Override
        public void write(String target, List<Pin> pins) {}
    };

    /// @throws IOException when there are some and they cannot be read: then nothing of this target
    ///     is trusted
    List<Pin> read(String target) throws IOException;

    /// All or nothing.
    void write(String target, List<Pin> pins) throws IOException;
}
