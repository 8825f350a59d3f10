package dev.sallyport.app.attack;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// What the owner of the database made just now is known at its first use; what nobody made stays unknown.
@Timeout(60)
class NewStructureTest {

    @Test
    void aNewColumnAndANewTableAreKnownAtOnce() throws Exception {
        try (Arena arena = new Arena();
                BareClient agent = arena.session()) {
            assertThat(agent.ask("SELECT id FROM tickets WHERE id = 7")).startsWith("D:7");
            arena.owning(
                    "ALTER TABLE tickets ADD COLUMN urgency int DEFAULT 3",
                    "CREATE TABLE fresh (id int PRIMARY KEY)",
                    "CREATE FUNCTION public.fresh() RETURNS int RETURN 1");
            assertThat(agent.ask("SELECT urgency FROM tickets WHERE id = 7")).startsWith("D:3");
            assertThat(agent.ask("SELECT id FROM fresh WHERE id = 7"))
                    .startsWith("E:42501:denied: ")
                    .contains("does not allow")
                    .doesNotContain("not known");
            assertThat(agent.ask("SELECT id FROM nowhere WHERE id = 7"))
                    .startsWith("E:42P01:relation `nowhere` is not known");
            assertThat(agent.askExtended("SELECT * FROM nowhere"))
                    .startsWith("E:42P01:relation `nowhere` is not known");
            assertThat(agent.ask("SELECT urgence FROM tickets WHERE id = 7"))
                    .startsWith("E:42703:column `urgence` is not known");
            assertThat(agent.ask("SELECT nobodys_function(1)"))
                    .startsWith("E:42883:function `nobodys_function` is not known");
            assertThat(agent.ask("SELECT id FRM tickets")).startsWith("E:42601:not a PostgreSQL statement: ");
            assertThat(agent.ask("SELECT pg_sleep(0), nowhere FROM tickets"))
                    .startsWith("E:42703:column `nowhere` is not known");
            assertThat(agent.ask("SELECT id FROM tickets WHERE id = 7 AND subject ~ 'a'"))
                    .startsWith("E:42501:denied: ");
            assertThat(agent.ask("SELECT id FROM tickets WHERE id = 7")).startsWith("D:7");
        }
    }
}
