package dev.sallyport.app.admin;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sallyport.app.admin.view.Desks;
import dev.sallyport.app.admin.view.HealthView.Health;
import dev.sallyport.app.http.Answer;

/// The routes that look on.
record Showing(Desks desks) {

    Answer health(Request request) {
        Health health = desks.health().now();
        ObjectNode json = Json.object()
                .put("status", health.troubles().isEmpty() ? "ok" : "troubled")
                .put("version", health.version())
                .put("startedAt", health.startedAt().toString())
                .put("configuration", health.configuration());
        health.troubles().forEach(json.putArray("troubles")::add);
        return Answers.ok(json);
    }

    Answer sessions(Request request) {
        ObjectNode json = Json.list("sessions", desks.sessions().open(), Described::session);
        ArrayNode tasks = json.putArray("tasks");
        desks.sessions().tasks().forEach(task -> tasks.add(Described.task(task)));
        return Answers.ok(json);
    }

    Answer holds(Request request) {
        boolean all = request.role().covers(Role.APPROVE);
        return Answers.ok(Json.list("holds", desks.holds().waiting(), held -> Described.hold(held, all)));
    }

    Answer metrics(Request request) {
        return Answers.text(Exposition.MEDIA_TYPE, Exposition.of(desks.metrics()));
    }

    Answer configuration(Request request) {
        return Answers.ok(Json.tree(desks.configuration().resolved()));
    }
}
