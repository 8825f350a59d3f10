package dev.sallyport.postgres.wire;

import dev.sallyport.api.action.Action;
import dev.sallyport.api.action.Action.Argument;
import dev.sallyport.api.action.Action.Phase;
import dev.sallyport.api.action.Operation;
import dev.sallyport.grammar.sql.Meaning;
import dev.sallyport.grammar.sql.value.BoundValue;
import dev.sallyport.transport.Judged;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/// Statements and their values as the words of the hall. Statement text and values are capped for the trail; the
/// fingerprint covers all of them.
final class Actions {

    private static final int MAX_TEXT = 8192;
    private static final int MAX_VALUE = 1024;

    private Actions() {}

    /// @param asked what the answer is recognised by
    static Judged perform(Understood text, List<Operation> operations, List<BoundValue> values, Asked asked) {
        Meaning meaning = text.meaning();
        boolean prepares = meaning != null && meaning.onlyPrepares();
        Action action = new Action(
                prepares ? Phase.PREPARE : Phase.PERFORM,
                operations,
                arguments(values),
                cap(text.sql()),
                text.fingerprint().with(values));
        return new Judged(
                action,
                text.catalog(),
                text.changesWhatFollows(),
                meaning == null ? 0 : meaning.rowsWithoutRecord(),
                asked);
    }

    /// The answer brings no rows: the note is the text itself.
    static Judged prepare(Understood text) {
        Action action = new Action(
                Phase.PREPARE,
                text.prepared(),
                List.of(),
                cap(text.sql()),
                text.fingerprint().with(List.of()));
        return new Judged(action, text.catalog(), false, 0, text);
    }

    /// Closing statements and portals.
    static Judged close(String target) {
        List<Operation> operations = List.of(Understood.conversation(target));
        return new Judged(new Action(Phase.PREPARE, operations, List.of(), "", ""), 0, false);
    }

    private static List<Argument> arguments(List<BoundValue> values) {
        if (values.isEmpty()) return List.of();
        List<Argument> arguments = new ArrayList<>(values.size());
        for (int i = 0; i < values.size(); i++) arguments.add(new Argument("$" + (i + 1), shown(values.get(i))));
        return arguments;
    }

    private static String shown(BoundValue value) {
        byte[] bytes = value.bytes();
        if (bytes == null) return "NULL";
        int length = Math.min(bytes.length, MAX_VALUE);
        if (value.binary()) return "\\x" + HexFormat.of().formatHex(bytes, 0, length);
        return new String(bytes, 0, length, StandardCharsets.UTF_8);
    }

    private static String cap(String text) {
        return text.length() <= MAX_TEXT ? text : text.substring(0, MAX_TEXT) + "…";
    }
}
