package dev.sallyport.transport.http;

/// What a request to a target carries.
public sealed interface Body {

    Body NONE = new None();

    /// The rest of the agent's own, as it comes.
    Body REST = new Rest();

    record None() implements Body {}

    /// These bytes; nobody changes them.
    @SuppressWarnings("ArrayRecordComponent")
    record Bytes(byte[] bytes) implements Body {

        @Override
        public String toString() {
            return bytes.length + " bytes";
        }
    }

    /// Only after [Intake.HeadOnly], and only once.
    record Rest() implements Body {}
}
