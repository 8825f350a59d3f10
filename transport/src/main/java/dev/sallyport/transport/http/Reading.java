package dev.sallyport.transport.http;

import dev.sallyport.transport.http.HeadCheck.Good;
import dev.sallyport.transport.http.RequestHead.Mode;
import java.util.Set;

/// From a checked head to whoever deals with it.
final class Reading {

    /// What an agent says about the way it came is not passed on: the target would take it for the
    /// gateway's word.
    private static final Set<String> HEARSAY = Set.of(
            "forwarded",
            "via",
            "x-forwarded-for",
            "x-forwarded-host",
            "x-forwarded-proto",
            "x-forwarded-port",
            "x-real-ip");

    private Reading() {}

    static Handling of(AgentSide side, AgentOut out, Good head) {
        if (head.method().equals("CONNECT")) return new Connecting(side, out, head);
        HttpReach reach = side.ground().now();
        return switch (Routing.of(head, side.link(), reach)) {
            case Routing.Nowhere(int status, String why) -> new Refused(side, out, head, () -> Faults.of(status, why));
            case Routing.Unnamed unnamed -> new Refused(side, out, head, () -> unnamed.answer(reach, side.link()));
            case Routing.Local _ -> new LocalConduct(side, out, head, reach.local());
            case Routing.To to -> to(side, out, head, to);
        };
    }

    private static Handling to(AgentSide side, AgentOut out, Good head, Routing.To to) {
        ProofReader shown = to.mode() == Mode.FORWARD
                ? ProofReader.forward(head, side.link())
                : ProofReader.reverse(head, to.stand().target().proofs(), side.link());
        if (shown.ambiguous())
            return new Refused(side, out, head, () -> Faults.of(400, "two different proofs were shown: send one"));
        Fields fields = Framing.forNextHop(shown.rest()).withoutSpelled(HEARSAY);
        String path = head.target().substring(to.mount().length());
        RequestHead passed = new RequestHead(
                head.method(),
                to.mode(),
                head.authority(),
                to.mount(),
                path.startsWith("/") || path.equals("*") ? path : "/" + path,
                fields,
                head.length(),
                head.upgrade(),
                side.link().peer());
        return new Conduct(side, out, to.stand(), passed, shown, head.expects());
    }
}
