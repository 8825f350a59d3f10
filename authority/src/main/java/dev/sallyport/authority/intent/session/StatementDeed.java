package dev.sallyport.authority.intent.session;

import dev.sallyport.api.action.Action;
import dev.sallyport.authority.intent.sql.StatementValues;
import java.util.Set;

/// A statement is what a model proposed when the call has its very text, or every value that it was given and that
/// stands in it. A constant that the agent's own program put there makes it nobody's.
record StatementDeed(Action action, String text, Set<String> values) implements Deed {

    static StatementDeed of(Action action) {
        Set<String> values = DeedValues.values(action);
        for (String each : StatementValues.of(action.statement())) DeedValues.add(each, values);
        return new StatementDeed(action, Plain.statement(action.statement()), values);
    }

    @Override
    public boolean isThat(ModelCall call) {
        if (!text.isEmpty() && call.values().contains(text))
            return call.values().containsAll(values);
        return values.isEmpty()
                ? DeedValues.isMeant(action, call)
                : call.values().containsAll(values);
    }

    @Override
    public boolean hasItsName(ModelCall call) {
        return false;
    }
}
