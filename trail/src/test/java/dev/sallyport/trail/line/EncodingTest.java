package dev.sallyport.trail.line;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sallyport.api.action.Label;
import dev.sallyport.api.audit.AuditEvent;
import dev.sallyport.api.decision.Reservation;
import dev.sallyport.trail.Events;
import dev.sallyport.trail.seal.SealingKey;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The hand-written encoder against a full JSON parser.
class EncodingTest {

    private static final Json.Name TEXT = Json.Name.of("text");

    @TempDir
    Path keys;

    private final ObjectMapper mapper = new ObjectMapper();
    private EventEncoder encoder;

    @BeforeEach
    void key() throws IOException {
        encoder = new EventEncoder(SealingKey.in(keys).sealer());
    }

    private JsonNode encode(AuditEvent event) throws IOException {
        Json json = new Json(16);
        encoder.encode(event, json);
        json.close('}');
        return mapper.readTree(json.array(), 0, json.length());
    }

    private static String roundTrip(Json json, String text) {
        return new String(json.array(), 0, json.length(), StandardCharsets.UTF_8);
    }

    @Test
    void everyCharacterComesBackAndNoneCanHarmATerminal() throws Exception {
        Random random = new Random(8);
        for (int round = 0; round < 3000; round++) {
            String text = hostile(random);
            Json json = new Json(1).begin().text(TEXT, text).close('}');
            byte[] bytes = Arrays.copyOf(json.array(), json.length());
            String strict = decode(bytes);
            assertThat(strict.chars())
                    .noneMatch(c -> Character.isISOControl(c)
                            || Character.getType(c) == Character.FORMAT
                            || Character.getType(c) == Character.LINE_SEPARATOR);
            assertThat(mapper.readTree(bytes).path("text").asText()).isEqualTo(text);
        }
    }

    private static String hostile(Random random) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(40); i > 0; i--) {
            switch (random.nextInt(4)) {
                case 0 -> text.append((char) random.nextInt(0x100));
                case 1 -> text.append((char) random.nextInt(0x10000));
                case 2 -> text.appendCodePoint(random.nextInt(0x110000));
                default -> text.append(Events.text(random));
            }
        }
        return text.toString();
    }

    private static String decode(byte[] utf8) throws CharacterCodingException {
        return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(utf8)).toString();
    }

    @Test
    void numbersComeBack() throws Exception {
        Random random = new Random(3);
        for (long number : new long[] {0, 1, 9, 10, 99, 100, -1, Long.MAX_VALUE, Long.MIN_VALUE, random.nextLong()}) {
            Json json = new Json(1).begin().number(TEXT, number).close('}');
            assertThat(mapper.readTree(json.array(), 0, json.length())
                            .path("text")
                            .asLong())
                    .isEqualTo(number);
        }
    }

    @Test
    void everyRandomEventIsOneLineOfJsonWithoutDuplicates() throws Exception {
        Random random = new Random(5);
        mapper.enable(com.fasterxml.jackson.core.JsonParser.Feature.STRICT_DUPLICATE_DETECTION);
        for (int i = 0; i < 3000; i++) {
            JsonNode json = encode(Events.random(random));
            assertThat(json.path("v").asInt()).isEqualTo(1);
            assertThat(EventKind.of(json.path("kind").asText())).isPresent();
        }
    }

    @Test
    void aDecisionStandsCompleteInItsLine() throws Exception {
        Reservation.Charge charge = Events.charge("k-1", 2);
        JsonNode json = encode(Events.decided(
                "r-1", Events.read("SELECT 1", "42", Set.of(Label.LOCKS, Label.AGGREGATE)), Events.permit(charge)));
        JsonNode expected = mapper.readTree("""
                {"v":1,"at":"2026-03-04T12:00:00.123456Z","kind":"decided","request":"r-1","session":"s-1",
                 "method":"support-pods","subject":"system:serviceaccount:support:agent","counted":"support/agent",
                 "target":"crm","purpose":"resolve-ticket","task":"answer ticket 17","declaredBy":"AGENT",
                 "access":"access[0]","role":"support","mode":"ENFORCE",
                 "phase":"PERFORM","fingerprint":"9f86d081884c7d659a2feaa0c55ad015",
                 "ops":[{"verb":"READ","on":"crm/customers","type":"table","fields":["id","name"],
                         "keyed":[{"field":"id","values":["42"]}],"unique":true,"labels":["AGGREGATE","LOCKS"]}],
                 "statement":"SELECT 1","args":[{"name":"1","value":"42"}],
                 "verdict":"permit","rule":"purposes.resolve-ticket.allow[0]","limit":5,
                 "charges":[{"counter":"workload|support/agent|crm/customers|READ","keys":["k-1"],"records":2}],
                 "evidence":[{"signal":"baseline","rule":"access[0]","allows":true,"detail":"support may read customers"},
                   {"signal":"contract","line":"purposes.resolve-ticket.allow[0]","allows":true,"detail":"keyed by id"}],
                 "gen":{"config":"00112233445566aa","catalog":7,"model":"libpg-query 18"}}""");
        assertThat(json).isEqualTo(expected);
    }

    /// Bodies stand one behind the other on a page: no comma may leak from one into the next.
    @Test
    void bodiesOnOnePageDoNotKnowEachOther() throws Exception {
        Json page = new Json(16);
        Random random = new Random(6);
        for (int i = 0; i < 200; i++) {
            int start = page.length();
            encoder.encode(Events.random(random), page);
            assertThat(new String(page.array(), start, page.length() - start, StandardCharsets.UTF_8))
                    .startsWith("{\"v\":1,\"at\":");
        }
    }

    @Test
    void onlyExactLinksAreRead() {
        String hash = "a".repeat(64);
        String sound = "{\"x\":1,\"seq\":12,\"prev\":\"" + hash + "\",\"hash\":\"" + hash + "\"}";
        assertThat(parse(sound)).hasValueSatisfying(link -> {
            assertThat(link.seq()).isEqualTo(12);
            assertThat(link.prev()).isEqualTo(hash);
            assertThat(link.hashed()).isEqualTo(sound.length() - 76 + 1);
        });
        assertThat(parse(sound.replace(":12", ":"))).isEmpty();
        assertThat(parse(sound.replace(":12", ":99999999999999999999"))).isEmpty();
        assertThat(parse(sound.replace(":12", ":9999999999999999999"))).isEmpty();
        assertThat(parse(sound.replace("\"prev\"", "\"Prev\""))).isEmpty();
        for (int cut = 0; cut < sound.length(); cut++) {
            assertThat(parse(sound.substring(0, cut))).isEmpty();
        }
    }

    private static java.util.Optional<Link> parse(String line) {
        byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
        return Link.parse(bytes, 0, bytes.length);
    }
}
