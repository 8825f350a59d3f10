package dev.sallyport.app.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sallyport.app.admin.Role;
import dev.sallyport.app.cli.text.Ansi.Style;
import dev.sallyport.app.cli.text.SafeText;
import dev.sallyport.app.cli.work.CommandFailure;
import dev.sallyport.app.cli.work.ExitCode;

/// Answers a hold: what was shown, and nothing else, is answered, since its fingerprint goes along (R19).
record Settlement(Shell shell, Reach reach, String id, String reason) {

    int approve() throws CommandFailure, InterruptedException {
        return settle("approve", Style.GOOD, "approved");
    }

    int deny() throws CommandFailure, InterruptedException {
        return settle("deny", Style.BAD, "denied");
    }

    private int settle(String verb, Style style, String word) throws CommandFailure, InterruptedException {
        JsonNode hold = HeldView.find(reach, Ids.checked(id));
        new HeldView(hold).print(shell.console(), shell.clock().instant());
        JsonNode answer = reach.send(
                "POST",
                "/v1/holds/" + id + "/" + verb,
                Role.APPROVE,
                Shapes.object()
                        .put("fingerprint", hold.path("fingerprint").asText())
                        .put("reason", reason));
        shell.console()
                .line(
                        style,
                        SafeText.of(word + " " + id + " as " + answer.path("by").asText()));
        return ExitCode.OK.number();
    }
}
