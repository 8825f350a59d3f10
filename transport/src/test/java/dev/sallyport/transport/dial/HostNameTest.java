package dev.sallyport.transport.dial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sallyport.testkit.generate.Seeded;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// One spelling for each host: what a resolver would read otherwise is refused.
class HostNameTest {

    @ParameterizedTest
    @CsvSource({
        "API.Example.com,api.example.com",
        "api.example.com.,api.example.com",
        "127.0.0.1,127.0.0.1",
        "[::1],::1",
        "2606:4700::1111,2606:4700::1111",
        "a_b.example,a_b.example",
        "x,x",
        "4chan.org,4chan.org",
        "1.2.3.4.example,1.2.3.4.example",
        "xn--bcher-kva.example,xn--bcher-kva.example"
    })
    void usual(String host, String canonical) throws Exception {
        assertThat(HostName.canonical(host)).isEqualTo(canonical);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2130706433",
                "0x7f000001",
                "017700000001",
                "127.1",
                "127.0.1",
                "0177.0.0.1",
                "0x7f.0.0.1",
                "127.0.0.01",
                "127.0.0.0x1",
                "1.2.3.4.5",
                "256.1.1.1",
                "127.0.0.1.",
                "example.com.0x",
                "1",
                "a.1",
                "①②⑦.0.0.1",
                "１２７.0.0.1",
                "127。0。0。1",
                "::ffff:127.0.0.1",
                "::ffff:8.8.8.8",
                "[::ffff:7f00:1]",
                "fe80::1%eth0",
                "fe80::1%25eth0",
                "[::1",
                "::1]",
                "[]",
                "",
                ".",
                "..",
                "a..b",
                "-a.example",
                "a-.example",
                "a b",
                "a\tb",
                "a\u0000b",
                "a@b",
                "a:80",
                "a/b",
                "a\\b",
                "a%2eb",
                "bücher.example",
                "exa\u00admple.com",
                "metadata.google.internal",
                "METADATA.google.INTERNAL.",
                "metadata",
                "instance-data",
                "::1::2",
                "1:2"
            })
    void refused(String host) {
        assertThatThrownBy(() -> HostName.canonical(host)).isInstanceOf(RefusedAddress.class);
    }

    /// RFC 1035 section 2.3.4.
    @Test
    void theLongestName() throws RefusedAddress {
        String start = ("a".repeat(63) + ".").repeat(3);
        assertThat(HostName.canonical(start + "a".repeat(61))).hasSize(253);
        assertThatThrownBy(() -> HostName.canonical(start + "a".repeat(62))).isInstanceOf(RefusedAddress.class);
    }

    @Test
    void anythingElseIsARefusalAndItsMessageIsOneLine() {
        Seeded.forAll(3000, some -> {
            String host = some.text(300);
            try {
                assertThat(HostName.canonical(host)).matches("[a-z0-9_.:-]{1,253}");
            } catch (RefusedAddress e) {
                assertThat(e.getMessage()).matches("[ -~…]*").hasSizeLessThan(240);
            }
        });
    }
}
