package dev.sallyport.app.cli.command;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sallyport.app.cli.text.Ansi.Style;
import dev.sallyport.app.cli.text.Cell;
import dev.sallyport.app.cli.text.Console;
import dev.sallyport.app.cli.text.SafeText;
import dev.sallyport.app.cli.text.Table;
import dev.sallyport.app.cli.work.Demo.Act;
import dev.sallyport.app.cli.work.Demo.Played;
import dev.sallyport.app.cli.work.Demo.PlayedAct;
import dev.sallyport.app.cli.work.Demo.Scenario;
import dev.sallyport.app.cli.work.History.StoryLine;

/// A demonstration on a screen, one act after the other.
record PlayedView(Played played) {

    void print(Console console) {
        played.acts().forEach(act -> act(act, console));
        console.line(
                played.rolesLeft() == 0 ? Style.GOOD : Style.BAD,
                Shapes.count(played.rolesLeft(), "role") + " left at the target");
        long all =
                played.acts().stream().mapToLong(act -> act.scenarios().size()).sum();
        long wrong = played.acts().stream()
                .flatMap(act -> act.scenarios().stream())
                .filter(scenario -> !scenario.asExpected())
                .count();
        console.line(
                wrong == 0 ? Style.GOOD : Style.BAD, Shapes.count(all, "scenario") + ", " + wrong + " not as expected");
    }

    private static void act(PlayedAct act, Console console) {
        console.line(Style.HEADING, title(act.act()));
        if (!act.skipped().isEmpty()) {
            console.line(Style.WAITING, "skipped: " + SafeText.of(act.skipped()));
            console.line("");
            return;
        }
        Table table = Table.under("", "SCENARIO", "EXPECTED", "ACTUAL", "WHAT THE GATEWAY SAID");
        for (Scenario scenario : act.scenarios()) table = table.row(row(scenario));
        console.table(table);
        console.line("");
        if (!act.story().isEmpty()) story(act, console);
        console.line(
                act.trailVerified() ? Style.GOOD : Style.BAD,
                "trail: " + Shapes.count(act.trailRecords(), "record") + ", "
                        + (act.trailVerified() ? "verified" : "NOT verified"));
        console.line("");
    }

    private static String title(Act act) {
        return switch (act) {
            case FIRST -> "first act: one agent, one database";
            case SECOND -> "second act: a ticket with an instruction in it, over LLM, MCP, PostgreSQL and HTTP";
        };
    }

    private static void story(PlayedAct act, Console console) {
        console.line(
                Style.HEADING, "what the trail tells, of one task on four wires (as `sallyport explain`, shortened)");
        act.story().forEach(line -> console.line(StoryView.words(line, console)));
        console.line("");
    }

    private static Cell[] row(Scenario scenario) {
        boolean right = scenario.asExpected();
        return new Cell[] {
            new Cell(right ? "✓" : "✗", right ? Style.GOOD : Style.BAD),
            Cell.of(scenario.name()),
            Cell.of(scenario.expected()),
            Cell.of(scenario.actual(), Shapes.style(scenario.actual())),
            Cell.of(scenario.reason(), Style.FAINT)
        };
    }

    ObjectNode json() {
        ObjectNode json = Shapes.object();
        ArrayNode scenarios = json.putArray("scenarios");
        for (PlayedAct act : played.acts()) act.scenarios().forEach(scenario -> scenario(scenarios, act, scenario));
        json.putObject("trail")
                .put("verified", played.acts().stream().allMatch(PlayedAct::trailVerified))
                .put(
                        "records",
                        played.acts().stream()
                                .mapToLong(PlayedAct::trailRecords)
                                .sum());
        json.put("rolesLeft", played.rolesLeft());
        played.acts().stream()
                .filter(act -> act.act() == Act.SECOND)
                .forEach(act -> secondAct(json.putObject("secondAct"), act));
        return json;
    }

    private static void scenario(ArrayNode scenarios, PlayedAct act, Scenario scenario) {
        scenarios
                .addObject()
                .put("act", act.act().number())
                .put("name", scenario.name())
                .put("expected", scenario.expected())
                .put("actual", scenario.actual())
                .put("reason", scenario.reason());
    }

    private static void secondAct(ObjectNode json, PlayedAct act) {
        if (!act.skipped().isEmpty()) json.put("skipped", act.skipped());
        ArrayNode story = json.putArray("story");
        for (StoryLine line : act.story()) StoryView.add(story, line);
    }
}
