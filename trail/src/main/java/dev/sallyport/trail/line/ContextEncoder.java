package dev.sallyport.trail.line;

import dev.sallyport.api.audit.AuditEvent;
import dev.sallyport.api.session.PromptContext.Turn;

/// What was said around sessions. What people and targets said is nobody's business but that of who holds the keys: the
/// texts are sealed.
final class ContextEncoder {

    private final SealedField sealed;

    ContextEncoder(SealedField sealed) {
        this.sealed = sealed;
    }

    void added(AuditEvent.ContextAdded e, Json json) {
        json.text(Names.TREE, e.tree())
                .text(Names.GRANT, e.grant())
                .text(Names.TIER, e.tier().name())
                .text(Names.BY, e.by())
                .text(Names.ROLE, e.role())
                .text(Names.SOURCE, e.source())
                .text(Names.TEXT_HASH, e.hash())
                .number(Names.CHARACTERS, e.text().length());
        sealed.encode(e.grant(), json, plain -> plain.text(Names.TEXT, e.text()));
    }

    void heard(AuditEvent.ContextHeard e, Json json) {
        json.text(Names.SESSION, e.sessionId())
                .text(Names.CONVERSATION, e.conversation())
                .number(Names.FROM, e.from())
                .name(Names.TURNS)
                .open('[');
        for (Turn turn : e.turns()) {
            json.open('{')
                    .text(Names.TIER, turn.tier().name())
                    .text(Names.ROLE, turn.role())
                    .text(Names.SOURCE, turn.source())
                    .number(Names.CHARACTERS, turn.text().length());
            if (!turn.request().isEmpty()) json.text(Names.REQUEST, turn.request());
            json.close('}');
        }
        json.close(']');
        sealed.encode(e.sessionId(), json, plain -> {
            plain.name(Names.TEXTS).open('[');
            for (Turn turn : e.turns()) plain.string(turn.text());
            plain.close(']');
        });
    }
}
