package dev.sallyport.postgres.wire;

import dev.sallyport.postgres.plan.Claim;
import dev.sallyport.postgres.plan.Heard;
import dev.sallyport.postgres.plan.PlanReader;
import dev.sallyport.transport.Frames;
import dev.sallyport.transport.ProtocolViolation;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// One question after the other on an open connection: prepare, then plan. On the loop.
final class WitnessTalk implements Frames {

    private static final int MAX_MESSAGE = 8 << 20;
    private static final Pattern NUMBER = Pattern.compile("\\d{1,18}");

    private enum Step {
        OPENING,
        READY,
        PREPARING,
        PLANNING,
        COUNTING
    }

    private final Channel channel;
    private final TargetSide side;
    private final Runnable ready;
    private Step step = Step.OPENING;
    private Claim.@Nullable Query query;
    private Consumer<Heard> answer = _ -> {};
    private String error = "";
    private int parameters;
    private boolean rows;
    private byte @Nullable [] value;

    /// @param ready run when the next question can be put
    WitnessTalk(Channel channel, TargetSide side, Runnable ready) {
        this.channel = channel;
        this.side = side;
        this.ready = ready;
    }

    /// Call it only when it is ready.
    void ask(Claim.Query asked, List<Long> types, Consumer<Heard> heard) {
        query = asked;
        answer = heard;
        error = "";
        parameters = 0;
        rows = false;
        value = null;
        step = Step.PREPARING;
        channel.writeAndFlush(Questions.prepare(channel.alloc(), asked, types));
    }

    /// Call it only when it is ready.
    void count(Count count, Consumer<Heard> heard) {
        answer = heard;
        error = "";
        value = null;
        step = Step.COUNTING;
        channel.writeAndFlush(Questions.count(channel.alloc(), count));
    }

    /// The SQLSTATE of the last error; empty without one.
    String error() {
        return error;
    }

    @Override
    public int length(ByteBuf in, int at, int end) {
        if (end - at < 5) return 0;
        int length = in.getInt(at + 1);
        if (length < 4 || length > MAX_MESSAGE) throw new ProtocolViolation("the target's message is too large");
        return length + 1;
    }

    @Override
    public boolean frame(ByteBuf in, int at, int length) {
        int end = at + length;
        switch (in.getByte(at)) {
            case 't' -> parameters = length < 7 ? 0 : in.getUnsignedShort(at + 5);
            case 'T' -> rows |= step == Step.PREPARING;
            case 'D' -> value = step == Step.PLANNING || step == Step.COUNTING ? only(in, at, end) : value;
            case 'E' -> error = error.isEmpty() ? ErrorFields.state(in, at, end) : error;
            case 'Z' -> ended();
            default -> {}
        }
        side.inlet().skip(end);
        return true;
    }

    private static byte[] only(ByteBuf in, int at, int end) {
        if (end - at < 11 || in.getInt(at + 7) != end - at - 11)
            throw new ProtocolViolation("the target's answer is no single value");
        byte[] only = new byte[end - at - 11];
        in.getBytes(at + 11, only);
        return only;
    }

    private void ended() {
        Step before = step;
        Claim.Query asked = query;
        step = Step.READY;
        if (before == Step.PREPARING && error.isEmpty() && asked != null) plan(asked);
        else if (before == Step.OPENING) ready.run();
        else if (before != Step.READY) tell(heard(before));
    }

    private void plan(Claim.Query asked) {
        step = Step.PLANNING;
        channel.writeAndFlush(Questions.plan(channel.alloc(), asked, parameters));
    }

    private void tell(Heard heard) {
        Consumer<Heard> to = answer;
        answer = _ -> {};
        to.accept(heard);
    }

    private Heard heard(Step ended) {
        if (!error.isEmpty()) return refused(ended);
        byte[] json = value;
        if (json == null) return new Heard.Silent("it answered without a plan");
        if (ended == Step.COUNTING) return counted(new String(json, StandardCharsets.US_ASCII));
        try {
            return new Heard.Planned(PlanReader.read(json), rows);
        } catch (IOException e) {
            return new Heard.Silent(String.valueOf(e.getMessage()));
        }
    }

    private static Heard counted(String number) {
        return NUMBER.matcher(number).matches()
                ? new Heard.Counted(Long.parseLong(number))
                : new Heard.Silent("it answered with no number");
    }

    /// Reading a statement does not depend on the values of its parameters, nor do privileges; planning
    /// may.
    private Heard refused(Step ended) {
        boolean own = List.of("42", "22", "0A", "3F").contains(error.substring(0, 2));
        boolean again = ended == Step.PREPARING || parameters == 0 || error.equals(ErrorReport.DENIED);
        return own && again ? new Heard.Refused(error) : new Heard.Silent("it answers with SQLSTATE `" + error + "`");
    }

    @Override
    public void turnEnded() {}
}
