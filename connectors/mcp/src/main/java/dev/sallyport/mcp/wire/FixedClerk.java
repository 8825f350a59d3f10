package dev.sallyport.mcp.wire;

import dev.sallyport.transport.http.Answer;
import dev.sallyport.transport.http.Clerk;
import dev.sallyport.transport.http.Exchange;
import dev.sallyport.transport.http.Fields;
import dev.sallyport.transport.http.Intake;
import dev.sallyport.transport.http.Refusal;
import dev.sallyport.transport.http.Request;

/// Answers what concerns no server.
record FixedClerk(Exchange exchange, Answer answer) implements Clerk {

    static FixedClerk notFound(Exchange exchange) {
        return new FixedClerk(exchange, new Answer(404, Fields.NONE, new byte[0]));
    }

    static FixedClerk notAllowed(Exchange exchange) {
        return new FixedClerk(exchange, new Answer(405, Fields.of("allow", "POST, GET, DELETE"), new byte[0]));
    }

    @Override
    public Intake intake() {
        return new Intake.HeadOnly();
    }

    @Override
    public void asked(Request request) {
        exchange.answer(answer);
    }

    @Override
    public Answer refused(Refusal why) {
        return answer;
    }
}
