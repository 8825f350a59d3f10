package dev.sallyport.llm.wire;

import dev.sallyport.testkit.model.ModelReply;
import dev.sallyport.testkit.model.ModelReply.Call;
import dev.sallyport.testkit.model.ScriptedModel.Asked;

/// What the scripted model answers to the SDKs' questions.
final class Questions {

    static final String WORDS = "Grüße — from the model.";

    private static final Call READ = new Call("call_1", "read_ticket", "{\"id\":7}");
    private static final Call BAD = new Call("call_2", "bad_mail", "{\"to\":\"ev@il.example\"}");

    private Questions() {}

    static ModelReply answer(Asked asked) {
        if (asked.body().contains("on fire")) return ModelReply.words("The printer is on fire.");
        if (asked.body().contains("\"one\"")) return ModelReply.calls("", READ);
        if (asked.body().contains("\"bad\"")) return ModelReply.calls("I look.", BAD);
        if (asked.body().contains("\"both\"")) return ModelReply.calls("I look.", READ, BAD);
        return ModelReply.words(WORDS);
    }
}
