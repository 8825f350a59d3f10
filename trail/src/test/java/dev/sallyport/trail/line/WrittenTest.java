package dev.sallyport.trail.line;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// What is remembered is what would have been written, whoever else has the same place.
class WrittenTest {

    private static final Json.Name NAME = Json.Name.of("name");

    /// With fewer places than objects.
    @Test
    void nothingIsWrittenOfAnother() {
        List<StringBuilder> objects = new ArrayList<>();
        for (int i = 0; i < 40; i++) objects.add(new StringBuilder("object " + i));
        Written<StringBuilder> written = new Written<>(8);
        Random random = new Random(3);
        for (int i = 0; i < 2_000; i++) {
            StringBuilder one = objects.get(random.nextInt(objects.size()));
            Json json = new Json(1).begin().text(NAME, "first");
            written.write(one, json, (object, to) -> to.text(NAME, object.toString()));
            assertThat(new String(json.array(), 0, json.length(), StandardCharsets.UTF_8))
                    .isEqualTo("{\"name\":\"first\",\"name\":\"" + one + "\"");
        }
    }

    @Test
    void onceForEach() {
        List<Object> asked = new ArrayList<>();
        Written<String> written = new Written<>(8);
        Json json = new Json(64).begin().text(NAME, "first");
        for (int i = 0; i < 3; i++) {
            written.write("same", json, (object, to) -> {
                asked.add(object);
                to.text(NAME, object);
            });
        }
        assertThat(asked).containsExactly("same");
    }
}
