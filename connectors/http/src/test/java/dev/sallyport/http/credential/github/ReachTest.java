package dev.sallyport.http.credential.github;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sallyport.api.session.Envelope;
import dev.sallyport.api.session.Envelope.Allowance;
import dev.sallyport.api.target.Verb;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// R12: what a token cannot do is the boundary.
class ReachTest {

    private static Envelope envelope(String allowances) {
        if (allowances.equals("any")) {
            return Envelope.UNRESTRICTED;
        }
        return new Envelope(
                false,
                Stream.of(allowances.split(", "))
                        .map(each -> each.split(" "))
                        .map(each -> new Allowance(Verb.valueOf(each[0].toUpperCase(Locale.ROOT)), each[1]))
                        .toList());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "GET /repos/a/b | any | a/b: metadata read",
                "PATCH /repos/a/b | any | a/b: administration write",
                "GET,HEAD /repos/a/b/pulls/* | any | a/b: pull_requests read",
                "GET,POST /repos/a/b/pulls | any | a/b: pull_requests write",
                "GET /repos/a/b/pulls; PUT /repos/a/c/contents/** | any | a/b a/c: contents write, pull_requests read",
                "GET /repos/a/*/issues | any | every repository: issues read",
                "GET /repos/a/** | any | every repository: * read",
                "* /repos/** | any | every repository: * write",
                "GET /** | any | every repository: * read",
                "GET /repos/a/b/** | any | a/b: * read",
                "GET /a/b.git/info/refs | any | a/b: contents read",
                "POST /a/b.git/git-upload-pack | any | a/b: contents read",
                "POST /a/b/git-receive-pack | any | a/b: contents write",
                "POST /a/b.git/** | any | a/b: contents write",
                "* /repos/a/b/issues; GET /user | any | a/b: issues write",
                "* /repos/a/b/issues | read repos/a/b/issues | a/b: issues read",
                "* /repos/a/b/issues | read repos/a/b/issues, create repos/a/b/issues | a/b: issues write",
                "* /repos/a/b/issues; * /repos/a/c/pulls | update repos/a/c/pulls | a/c: pull_requests write",
                "GET /repos/a/b/issues | update repos/a/b/issues | a/b: issues read",
                "* /repos/*/*/** | read a/b | a/b: contents read",
                "* /repos/a/b/issues | read user | a/b: issues read",
                "* /repos/a/b/issues | update user | a/b: issues write",
                "* /repos/a/b/issues | read * | a/b: issues read",
                "* /repos/a/b/issues | update repos/a/b/blockchain | a/b: issues write"
            })
    void isNoMoreThanRoleAndPurpose(String lines, String allowances, String reach) throws Exception {
        assertThat(Reach.of("r", List.of(lines.split("; ")), envelope(allowances))
                        .describe())
                .isEqualTo(reach);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "GET /user | any",
                "GET /repos/a/b/issues | read repos/a/c/issues",
                "GET /repos/a/b/issues | read repos/a/b/pulls",
                "GET /repos/a/b/unheard-of | any",
                "GET /repos/a | any",
                "nonsense | any"
            })
    void nothingLeftIsARefusal(String lines, String allowances) {
        assertThatThrownBy(() -> Reach.of("r", List.of(lines.split("; ")), envelope(allowances)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("`r`");
    }
}
