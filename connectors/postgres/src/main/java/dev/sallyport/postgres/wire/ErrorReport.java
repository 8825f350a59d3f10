package dev.sallyport.postgres.wire;

import dev.sallyport.api.decision.Deny;
import dev.sallyport.api.decision.Signal;
import dev.sallyport.api.identity.RefusalReason;
import dev.sallyport.grammar.sql.query.Mistake;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.io.ByteArrayOutputStream;
import java.util.Optional;

/// An ErrorResponse, or a NoticeResponse, of the gateway's own: what it says, which rule, and the request id under
/// which it stands in the trail.
///
/// @param code the SQLSTATE
record ErrorReport(Severity severity, String code, String message, String detail) {

    static final String DENIED = "42501";
    static final String PROTOCOL_VIOLATION = "08P01";
    static final String UNREACHABLE = "08001";
    static final String NOT_AUTHORIZED = "28000";
    static final String ENDED = "57P01";
    static final String IDLE = "57P05";
    static final String CANCELLED = "57014";

    /// A prepared statement that is not there, or no longer.
    static final String NO_STATEMENT = "26000";

    /// The routine of PostgreSQL that says so (`prepare.c`): postgres.js looks at it before it prepares again.
    private static final String FETCHING = "FetchPreparedStatement";

    private static final String STATE_PREFIX = "sqlstate/";

    enum Severity {
        WARNING,
        ERROR,
        FATAL
    }

    static ErrorReport fatal(String code, String message) {
        return new ErrorReport(Severity.FATAL, code, message, "");
    }

    static ErrorReport warning(String message) {
        return new ErrorReport(Severity.WARNING, "01000", message, "");
    }

    /// The same, with what the trail has about it.
    ErrorReport recorded(RefusalReason reason, String requestId) {
        return new ErrorReport(severity, code, message, "reason " + reason + ", request `" + requestId + "`");
    }

    static ErrorReport refusal(Deny deny, String requestId, boolean fatal) {
        boolean protocol = deny.rule().startsWith(STATE_PREFIX);
        String code = protocol ? deny.rule().substring(STATE_PREFIX.length()) : DENIED;
        String detail = protocol ? "" : "rule `" + deny.rule() + "`, request `" + requestId + "`";
        return new ErrorReport(
                fatal ? Severity.FATAL : Severity.ERROR,
                code,
                protocol ? deny.reason() : "denied: " + deny.reason(),
                detail);
    }

    /// The same in the words of the target, where nobody needs a rule to know that the statement is wrong. Empty where
    /// the reason is another one.
    Optional<ErrorReport> because(Mistake mistake, Deny deny) {
        return deny.evidence().stream().anyMatch(Signal.NotUnderstood.class::isInstance)
                ? Optional.of(new ErrorReport(severity, mistake.sqlState(), mistake.words(), detail))
                : Optional.empty();
    }

    /// A rule name for what the protocol itself forbids: it is shown as this SQLSTATE.
    static String rule(String state) {
        return STATE_PREFIX + state;
    }

    ByteBuf encode(ByteBufAllocator alloc) {
        ByteArrayOutputStream fields = new ByteArrayOutputStream(128);
        field(fields, 'S', severity.name());
        field(fields, 'V', severity.name());
        field(fields, 'C', code);
        field(fields, 'M', message);
        if (!detail.isEmpty()) field(fields, 'D', detail);
        if (code.equals(NO_STATEMENT)) field(fields, 'R', FETCHING);
        fields.write(0);
        return Wire.message(alloc, severity == Severity.WARNING ? 'N' : 'E', fields.toByteArray());
    }

    private static void field(ByteArrayOutputStream fields, char type, String text) {
        fields.write(type);
        fields.writeBytes(Wire.utf8z(text));
    }
}
