package dev.sallyport.app.wiring;

import dev.sallyport.api.audit.AuditEvent;
import dev.sallyport.api.audit.Trail;
import dev.sallyport.app.admin.view.ToolsDesk;
import dev.sallyport.mcp.pin.Pin;
import dev.sallyport.mcp.pin.PinBook;
import dev.sallyport.mcp.pin.ToolChange;
import dev.sallyport.mcp.wire.McpTarget;
import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/// The pins of the MCP targets that are served now, for the admin interface.
///
/// @param targets asked anew each time: a reload may replace them
record PinnedTools(Supplier<Targets> targets, Trail trail, InstantSource clock) implements ToolsDesk {

    /// Of the words that stand in the trail.
    private static final int LONGEST = 2000;

    @Override
    public List<PinnedTool> tools() {
        List<PinnedTool> all = new ArrayList<>();
        targets.get().overHttp().forEach(target -> pins(target).ifPresent(book -> add(target.name(), book, all)));
        all.sort(Comparator.comparing(PinnedTool::target).thenComparing(PinnedTool::tool));
        return all;
    }

    private static Optional<PinBook> pins(RunningOverHttp<?> target) {
        return target.behind().target() instanceof McpTarget mcp ? Optional.of(mcp.pins()) : Optional.empty();
    }

    private static void add(String target, PinBook book, List<PinnedTool> all) {
        List<Pin> waiting = book.waiting();
        for (Pin pin : waiting) all.add(shown(target, pin, book.trusted(pin.tool())));
        book.trusted().stream()
                .filter(pin -> waiting.stream().noneMatch(other -> other.tool().equals(pin.tool())))
                .forEach(pin -> all.add(shown(target, pin, Optional.of(pin))));
    }

    private static PinnedTool shown(String target, Pin pin, Optional<Pin> trusted) {
        boolean waits =
                trusted.filter(known -> known.print().equals(pin.print())).isEmpty();
        return new PinnedTool(
                target,
                pin.tool(),
                waits,
                pin.print(),
                trusted.map(Pin::print).orElse(""),
                trusted.map(Pin::by).orElse(""),
                pin.seen(),
                waits ? ToolChange.words(trusted, pin) : List.of());
    }

    @Override
    public Outcome answer(Answer answer) throws IOException {
        Optional<PinBook> book = targets.get()
                .overHttp()
                .filter(target -> target.name().equals(answer.target()))
                .findFirst()
                .flatMap(PinnedTools::pins);
        if (book.isEmpty()) return Outcome.NO_SUCH_TOOL;
        Optional<Pin> held = book.get().waiting().stream()
                .filter(pin -> pin.tool().equals(answer.tool()))
                .findFirst();
        if (held.isEmpty()) return Outcome.NO_SUCH_TOOL;
        if (!held.get().print().equals(answer.fingerprint())) return Outcome.OTHER_FINGERPRINT;
        return answered(answer, book.get(), held.get());
    }

    private Outcome answered(Answer answer, PinBook book, Pin held) throws IOException {
        boolean otherwise = book.configured(held.tool())
                .filter(print -> !print.equals(held.print()))
                .isPresent();
        if (answer.approved() && otherwise) return Outcome.PINNED_OTHERWISE;
        trail.write(new AuditEvent.Administered(
                clock.instant(),
                answer.approved() ? "tool-approved" : "tool-dismissed",
                answer.by(),
                words(answer, book.trusted(held.tool()), held)));
        boolean done = answer.approved()
                ? book.approve(held.tool(), held.print(), answer.by())
                : book.dismiss(held.tool(), held.print());
        return done ? Outcome.RECORDED : Outcome.OTHER_FINGERPRINT;
    }

    private static String words(Answer answer, Optional<Pin> trusted, Pin held) {
        String text = answer.target() + "/" + held.tool() + " from "
                + trusted.map(Pin::print).orElse("nothing") + " to " + held.print()
                + (answer.reason().isEmpty() ? "" : ", because " + answer.reason()) + ": "
                + String.join("; ", ToolChange.words(trusted, held));
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
    }
}
