package dev.sallyport.postgres.wire;

import dev.sallyport.api.action.Operation;
import dev.sallyport.api.decision.Deny;
import dev.sallyport.api.target.Verb;
import dev.sallyport.grammar.sql.Meaning;
import dev.sallyport.grammar.sql.query.Effect;
import dev.sallyport.transport.Form;
import dev.sallyport.transport.Ticket;
import io.netty.buffer.ByteBuf;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Follows the descriptions of answers, to see in each row which records it shows. On the loop.
final class Looks {

    private final Backgrounds backgrounds;
    private @Nullable Ticket of;
    private @Nullable Layout layout;
    private Sights sights = Sights.NONE;
    /// Of all statements of a string so far.
    private Sights earlier = Sights.NONE;
    private List<Boolean> binary = List.of();
    private int described;

    Looks(Backgrounds backgrounds) {
        this.backgrounds = backgrounds;
    }

    /// Whether the answer must be made to say what it shows: nobody has seen one of its kind, and the agent
    /// does not ask.
    boolean needsDescription(Ticket ticket, Asked asked) {
        Meaning meaning = asked.text().meaning();
        return meaning != null
                && reads(ticket)
                && asked.describes() == 0
                && (called(meaning) || backgrounds.outlook(meaning) == null);
    }

    private static boolean reads(Ticket ticket) {
        for (Operation operation : ticket.operations()) {
            if (operation.verb() == Verb.READ && !operation.concernsSessionOnly()) return true;
        }
        return false;
    }

    /// What it answers with depends on a name.
    private static boolean called(Meaning meaning) {
        for (Effect effect : meaning.effects()) {
            if (effect instanceof Effect.Execute || effect instanceof Effect.Fetch) return true;
        }
        return false;
    }

    /// RowDescription or NoData.
    ///
    /// @return true when it answers our own Describe, so that the agent must not see it
    boolean described(Ticket head, ByteBuf in, int at, int end) {
        follow(head);
        described++;
        if (!(head.about() instanceof Asked asked)) return false;
        saw(head, asked, layout(asked, in, at, end));
        return head.form() == Form.PART && asked.describedByUs() && described > asked.describes();
    }

    private Layout layout(Asked asked, ByteBuf in, int at, int end) {
        if (in.getByte(at) != 'T') return Layout.EMPTY;
        Meaning meaning = asked.text().meaning();
        Outlook before = meaning == null ? null : backgrounds.outlook(meaning);
        return before != null && before.layout().says(in, at, end) ? before.layout() : Layout.of(in, at, end);
    }

    private void saw(Ticket head, Asked asked, Layout seen) {
        Meaning meaning = asked.text().meaning();
        if (meaning == null) return;
        Background background = asked.text().background();
        boolean always = meaning.statements() == 1 && !called(meaning);
        Outlook outlook = always
                ? backgrounds.described(meaning, seen, background)
                : Outlook.of(seen, meaning.structure(), background);
        look(head, asked, outlook, seen);
    }

    /// @param seen the formats may differ from one answer to the next
    private void look(Ticket head, Asked asked, Outlook outlook, Layout seen) {
        layout = seen;
        sights = Sights.of(outlook, head.operations());
        if (sights.isEmpty()) return;
        binary = formats(head, asked, seen);
        earlier = head.form() == Form.WHOLE ? earlier.and(sights) : sights;
        head.watched(earlier);
    }

    /// How the rows of an answer look; null when nobody knows.
    @Nullable
    Layout layout(Ticket head) {
        follow(head);
        return layout;
    }

    /// Which of its columns come in binary format.
    List<Boolean> formats(Ticket head, Layout seen) {
        return sights.isEmpty() && head.about() instanceof Asked asked ? formats(head, asked, seen) : binary;
    }

    private static List<Boolean> formats(Ticket head, Asked asked, Layout seen) {
        List<Boolean> binary = new ArrayList<>(seen.columns().size());
        for (int i = 0; i < seen.columns().size(); i++)
            binary.add(
                    head.form() == Form.PART
                            ? asked.binary(i)
                            : seen.columns().get(i).binary());
        return binary;
    }

    /// One whole DataRow.
    ///
    /// @return why it must not pass
    Optional<Deny> row(Ticket head, ByteBuf in, int at, int end) {
        follow(head);
        Layout known = layout;
        return known == null || sights.isEmpty() ? Optional.empty() : sights.row(new Row(in, at, end, binary, known));
    }

    /// Whether its rows are looked into, and so have to be whole.
    boolean watches(Ticket head) {
        follow(head);
        return !sights.isEmpty();
    }

    /// An answer that nobody describes looks as the last one did that means the same.
    private void follow(Ticket head) {
        if (of == head) return;
        of = head;
        described = 0;
        layout = null;
        sights = Sights.NONE;
        earlier = Sights.NONE;
        if (head.form() != Form.PART || !(head.about() instanceof Asked asked)) return;
        Meaning meaning = asked.text().meaning();
        Outlook outlook = meaning == null || called(meaning) ? null : backgrounds.outlook(meaning);
        if (outlook != null) look(head, asked, outlook, outlook.layout());
    }
}
