package dev.sallyport.postgres.wire;

import dev.sallyport.api.connector.Admission;
import dev.sallyport.api.connector.Admission.Admitted;
import dev.sallyport.api.connector.Admission.TurnedAway;
import dev.sallyport.api.connector.Approach;
import dev.sallyport.api.identity.Attestation;
import dev.sallyport.api.identity.Attestation.BearerToken;
import dev.sallyport.api.identity.Attestation.BoundToken;
import dev.sallyport.api.identity.Attestation.CertificateChain;
import dev.sallyport.api.identity.RefusalReason;
import dev.sallyport.postgres.lease.LogIn;
import dev.sallyport.transport.Pause;
import dev.sallyport.transport.ProtocolViolation;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;

/// The workload's token travels in the password field, or its certificate was shown in the TLS
/// handshake; with it the gate is asked. Where a certificate is enough, whoever showed one is not asked
/// for a password. Nothing goes to the target before the gate has said yes, and what the agent
/// presented never goes there at all.
final class Knock implements Phase {

    private static final byte[] CLEARTEXT_PASSWORD = {0, 0, 0, 3};

    private final Conversation conversation;
    private final Surroundings surroundings;
    private final StartupPacket packet;
    private final StartupSettings settings;
    private final String target;
    private final List<X509Certificate> shown;
    private boolean gone;

    Knock(Conversation conversation, StartupPacket packet, String target) {
        this.conversation = conversation;
        this.surroundings = conversation.surroundings();
        this.packet = packet;
        this.target = target;
        this.settings = StartupSettings.of(packet);
        this.shown = conversation.certificates();
    }

    /// Once it is the conversation's phase.
    void begin() {
        Channel channel = conversation.channel();
        Negotiation.answer(packet, channel);
        if (!shown.isEmpty() && surroundings.takesCertificates(target)) ask(new CertificateChain(shown));
        else channel.writeAndFlush(Wire.message(channel.alloc(), 'R', CLEARTEXT_PASSWORD));
    }

    @Override
    public int length(ByteBuf in, int at, int end) {
        if (end - at < 5) return 0;
        int length = in.getInt(at + 1) + 1;
        if (in.getByte(at) != 'p' || length < 6) throw new ProtocolViolation("a password message was expected");
        if (length > surroundings.limits().maxToken()) throw new ProtocolViolation("the token is too large");
        return length;
    }

    @Override
    public boolean frame(ByteBuf in, int at, int length) {
        String token = Wire.text(in, at + 5, at + length);
        in.setZero(at, length);
        conversation.inlet().skip(at + length);
        ask(shown.isEmpty() ? new BearerToken(token) : new BoundToken(token, shown, null, conversation.peer()));
        return true;
    }

    private void ask(Attestation attestation) {
        conversation.inlet().pause(Pause.OPENING);
        Approach approach = new Approach(attestation, target, settings.purpose(), conversation.peer());
        try {
            surroundings.blocking().execute(() -> knock(approach));
            conversation.knocked();
        } catch (RejectedExecutionException closing) {
            ErrorReport why = ErrorReport.fatal(ErrorReport.ENDED, "the gateway is closing");
            conversation.refuse(RefusalReason.TARGET_UNAVAILABLE, why);
        }
    }

    private void knock(Approach approach) {
        Channel channel = conversation.channel();
        try {
            Admission<? extends LogIn> answer = surroundings.gate().admit(approach, channel.eventLoop());
            channel.eventLoop().execute(() -> answered(answer));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            channel.close();
        }
    }

    private void answered(Admission<? extends LogIn> answer) {
        switch (answer) {
            case TurnedAway<? extends LogIn> away -> conversation.hangUp(refusal(away));
            case Admitted<? extends LogIn> in when gone -> in.mediator().close();
            case Admitted<? extends LogIn> in -> logIn(in);
        }
    }

    private static ErrorReport refusal(TurnedAway<?> away) {
        return ErrorReport.fatal(ErrorReport.NOT_AUTHORIZED, "refused: " + away.detail())
                .recorded(away.reason(), away.requestId());
    }

    private void logIn(Admitted<? extends LogIn> admitted) {
        Route route = surroundings.routes().get(target);
        if (route == null) {
            giveBack(admitted, ErrorReport.fatal(ErrorReport.ENDED, "the target is not configured any more"));
            return;
        }
        Optional<String> objection = settings.objection(route.ceilings());
        if (objection.isPresent()) {
            giveBack(admitted, ErrorReport.fatal(ErrorReport.PROTOCOL_VIOLATION, objection.get()));
            return;
        }
        Opening opening = new Opening(conversation, route, admitted, settings, Negotiation.secretBytes(packet));
        conversation.become(opening);
        opening.start();
    }

    private void giveBack(Admitted<?> admitted, ErrorReport why) {
        admitted.mediator().close();
        conversation.hangUp(why);
    }

    @Override
    public void turnEnded() {}

    @Override
    public void closed() {
        gone = true;
    }

    @Override
    public void idle() {}

    @Override
    public void agentWritable(boolean writable) {}
}
