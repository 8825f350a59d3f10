package dev.sallyport.app.demo;

import dev.sallyport.app.demo.Agent.Attempt;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/// `sallyport exec` around an agent that knows nothing of sessions ([ExecutedAgent]).
final class ExecTried {

    private final Stage stage;

    ExecTried(Stage stage) {
        this.stage = stage;
    }

    Attempt run() throws IOException, InterruptedException {
        List<String> command = List.of(ExecCall.JAVA, "-cp", ExecCall.CLASSES, ExecutedAgent.class.getName());
        ExecCall.Ended ended = new ExecCall(stage.gateway(), stage.folder())
                .run(new ExecCall.Order(
                        "resolve-ticket", List.of("crm"), stage.platformToken().sign(), command, Map.of()));
        String said = ended.output().lines().reduce("", (before, line) -> line);
        return new Attempt(ended.exit() == 0 ? "allowed" : "refused", 0, said);
    }
}
