package dev.sallyport.grammar.http.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sallyport.grammar.http.text.Unclear;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RoutesTest {

    private static Routes routes(String... lines) {
        return new Routes(Stream.of(lines)
                .map(line -> Route.of(line.split(" ")[0], line.split(" ")[1], Correction.NONE))
                .toList());
    }

    private static final Routes SHOP = routes(
            "GET /",
            "GET /customers",
            "GET /customers/{id}",
            "DELETE /customers/{id}",
            "GET /customers/me",
            "GET /customers/{id}/tickets/{ticketId}",
            "GET /reports/{name}.csv",
            "GET /reports/{name}",
            "GET /.well-known/-x-",
            "POST /customers/{id}:export",
            "GET /x/{a}/y",
            "GET /x/{a}/{b}");

    @ParameterizedTest
    @CsvSource({
        "GET,'',/,{}",
        "GET,customers,/customers,{}",
        "GET,customers/42,/customers/{id},{id=42}",
        "HEAD,customers/42,/customers/{id},{id=42}",
        "GET,customers/me,/customers/me,{}",
        "DELETE,customers/42,/customers/{id},{id=42}",
        "GET,customers/42/tickets/7,/customers/{id}/tickets/{ticketId},'{id=42, ticketId=7}'",
        "GET,reports/a.csv,/reports/{name}.csv,{name=a}",
        "GET,reports/a.b.csv,/reports/{name}.csv,{name=a.b}",
        "GET,.well-known/-x-,/.well-known/-x-,{}",
        "GET,reports/a.txt,/reports/{name},{name=a.txt}",
        "POST,customers/42:export,/customers/{id}:export,{id=42}",
        "GET,x/1/y,/x/{a}/y,{a=1}",
        "GET,x/1/2,/x/{a}/{b},'{a=1, b=2}'",
    })
    void theMostSpecificTemplateIsTaken(String method, String path, String template, String values) throws Exception {
        Match match = SHOP.find(method, path.isEmpty() ? List.of() : List.of(path.split("/")))
                .orElseThrow();
        assertThat(match.route().template().text()).isEqualTo(template);
        assertThat(match.values()).hasToString(values);
    }

    @ParameterizedTest
    @CsvSource({
        "DELETE,customers",
        "DELETE,customers/me",
        "GET,nothing",
        "GET,customers/1/tickets",
        "POST,reports/x",
        "get,customers"
    })
    void whatIsNotDescribedIsNotFound(String method, String path) throws Exception {
        assertThat(SHOP.find(method, List.of(path.split("/")))).isEmpty();
    }

    @Test
    void whatServersCouldTakeForEitherIsRefused() throws Exception {
        Routes routes = routes("GET /{a}/x", "GET /y/{b}");
        assertThat(routes.find("GET", List.of("z", "x"))).isPresent();
        assertThatThrownBy(() -> routes.find("GET", List.of("y", "x"))).isInstanceOf(Unclear.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "/{", "/}", "/{a", "/a}", "/{a}{b}", "/{a}/{a}", "/{}", "/{a{b}}", "/%zz", "/%00"})
    void isNoTemplate(String text) {
        assertThatThrownBy(() -> PathTemplate.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("`");
    }

    @Test
    void theSameOperationTwiceIsRefused() {
        assertThatThrownBy(() -> routes("GET /a/{b}", "GET /a/{c}")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> routes("GET /a", "GET /a/")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void matchingTakesLinearTime() {
        PathTemplate template = PathTemplate.parse("/{a}-{b}-{c}-{d}-{e}-{f}-{g}-{h}z");
        String hostile = "-a".repeat(4000);
        org.junit.jupiter.api.Assertions.assertTimeoutPreemptively(
                Duration.ofSeconds(2),
                () -> assertThat(template.match(List.of(hostile))).isEmpty());
        assertThat(PathTemplate.parse("/{a}-{b}z").match(List.of("1-2z"))).contains(Map.of("a", "1", "b", "2"));
    }

    @Test
    void theLiteralsNameTheResource() {
        assertThat(PathTemplate.parse("/customers/{id}/tickets").resource()).isEqualTo("customers/tickets");
        assertThat(PathTemplate.parse("/customers/{id}:export").resource()).isEqualTo("customers/export");
        assertThat(PathTemplate.parse("/").resource()).isEqualTo("/");
        assertThat(PathTemplate.parse("/{id}").resource()).isEqualTo("/");
    }
}
