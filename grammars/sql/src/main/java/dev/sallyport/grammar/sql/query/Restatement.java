package dev.sallyport.grammar.sql.query;

import dev.sallyport.grammar.sql.catalog.View;
import dev.sallyport.grammar.sql.tree.Node;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Statements of programs that cannot be told otherwise (pg_dump lifts every time-out as it starts):
/// they are carried out as far as a session may go (R4). Only where one stands alone in its string, so
/// that nothing else is said in other words.
record Restatement(View view, Settings settings) {

    /// What the empty path, by which programs protect themselves, is meant to be: with nothing in it,
    /// `pg_temp` would be searched first (R8).
    private static final String EMPTY_PATH = "pg_catalog, pg_temp";

    Optional<Part> read(Node statement) {
        Optional<Part> same = SearchPath.of(statement)
                .filter(path -> path.is(view.searchPath()))
                .map(this::same);
        return same.isPresent() ? same : SettingForm.of(statement).flatMap(this::read);
    }

    /// The path that the session has already, with `pg_temp` where it must be.
    private Part same(SearchPath path) {
        String said = view.searchPath().stream()
                .map(name -> '"' + name.replace("\"", "\"\"") + '"')
                .collect(Collectors.joining(", ", "", ", pg_temp"));
        SettingForm form = new SettingForm("search_path", "", path.local(), false);
        return part(form, draft("the path is as it was"), new Restated(sql(form, said), "", false));
    }

    private Optional<Part> read(SettingForm form) {
        if (form.setting().equals("search_path") && form.value().isEmpty()) {
            return Optional.of(part(form, draft("the empty path keeps `pg_temp` last"), path(form)));
        }
        Optional<Duration> ceiling = Settings.isTimeOut(form.setting())
                ? view.ceilings().cap(form.setting(), form.value())
                : Optional.empty();
        return ceiling.isPresent() ? Optional.of(capped(form, ceiling.get())) : lookedUp(form);
    }

    private Part capped(SettingForm form, Duration ceiling) {
        String most = ceiling.toMillis() + "ms";
        String warning = "setting `" + form.setting() + "` is kept at `" + most + "`, the most that is allowed here";
        return part(form, draft("kept at its ceiling"), restated(form, most, warning));
    }

    /// Said as it stands.
    private Optional<Part> lookedUp(SettingForm form) {
        boolean may = form.call()
                && Settings.objection(view.ceilings(), form.setting(), Optional.of(form.value()))
                        .isEmpty()
                && settings.permits(form.setting(), Optional.of(form.value()));
        return may
                ? Optional.of(part(form, settings.draft(view, form.setting(), Optional.of(form.value())), null))
                : Optional.empty();
    }

    private Draft draft(String note) {
        return Draft.session(view, "setting", 0, note);
    }

    private static Part part(SettingForm form, Draft draft, @Nullable Restated restated) {
        Effect effect = new Effect.Setting(form.setting(), form.local());
        return new Part(effect, List.of(draft), true, List.of(), List.of(), null, List.of(), restated, List.of());
    }

    private static Restated path(SettingForm form) {
        return new Restated(sql(form, form.call() ? "'" + EMPTY_PATH + "'" : EMPTY_PATH), "", true);
    }

    private static Restated restated(SettingForm form, String value, String warning) {
        return new Restated(sql(form, "'" + value + "'"), warning, false);
    }

    /// Names and values are the gateway's own words, never the agent's.
    private static String sql(SettingForm form, String value) {
        return form.call()
                ? "SELECT pg_catalog.set_config('" + form.setting() + "', " + value + ", " + form.local() + ")"
                : "SET " + (form.local() ? "LOCAL " : "") + form.setting() + " = " + value;
    }
}
