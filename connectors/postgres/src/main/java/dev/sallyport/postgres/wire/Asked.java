package dev.sallyport.postgres.wire;

import java.util.List;

/// What an answer is recognised by when it comes. On the loop.
final class Asked {

    private final Understood text;
    private final int describes;
    private final List<Boolean> binary;
    private boolean describedByUs;

    /// @param text with the structure of the target that it was understood with
    /// @param describes descriptions that the agent itself asked for before the rows come
    /// @param binary the formats of the columns, as Bind asks for them: none for all in text, one for all,
    ///     or one each
    Asked(Understood text, int describes, List<Boolean> binary) {
        this.text = text;
        this.describes = describes;
        this.binary = List.copyOf(binary);
    }

    Understood text() {
        return text;
    }

    int describes() {
        return describes;
    }

    boolean binary(int column) {
        return switch (binary.size()) {
            case 0 -> false;
            case 1 -> binary.getFirst();
            default -> column < binary.size() && binary.get(column);
        };
    }

    /// A description was asked for that the agent did not ask for.
    void describe() {
        describedByUs = true;
    }

    boolean describedByUs() {
        return describedByUs;
    }
}
