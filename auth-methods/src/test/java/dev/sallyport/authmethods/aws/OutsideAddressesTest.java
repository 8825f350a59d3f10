package dev.sallyport.authmethods.aws;

import static dev.sallyport.authmethods.aws.Aws.TRIAGE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sallyport.api.identity.Authentication.Refused;
import dev.sallyport.api.identity.RefusalReason;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLContext;
import org.apache.hc.client5.http.DnsResolver;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A name server that leads inside is found out before anything is dialled: these tests open no connection.
class OutsideAddressesTest {

    /// Answers with these, whatever is asked; counts.
    private static class Names implements DnsResolver {
        private final List<String> asked = new ArrayList<>();
        private final String[] addresses;

        Names(String... addresses) {
            this.addresses = addresses;
        }

        @Override
        public InetAddress[] resolve(String host) throws UnknownHostException {
            asked.add(host);
            InetAddress[] answer = new InetAddress[addresses.length];
            for (int i = 0; i < answer.length; i++) {
                answer[i] = InetAddress.ofLiteral(addresses[i]);
            }
            return answer;
        }

        @Override
        public String resolveCanonicalHostname(String host) {
            return host;
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "127.255.255.254",
                "0.0.0.0",
                "0.1.2.3",
                "10.0.0.1",
                "100.64.0.1",
                "100.127.255.255",
                "169.254.169.254",
                "172.16.0.1",
                "172.31.255.255",
                "192.0.0.170",
                "192.168.0.1",
                "198.18.0.1",
                "198.19.255.255",
                "224.0.0.1",
                "240.0.0.1",
                "255.255.255.255",
                "::",
                "::1",
                "::ffff:10.0.0.1",
                "::7f00:1",
                "64:ff9b::a00:1",
                "fe80::1",
                "fec0::1",
                "fc00::1",
                "fd00:ec2::254",
                "ff02::1",
                "2001:0:1::1",
                "2002:a00:1::1"
            })
    void an_address_inside_is_refused(String address) throws Exception {
        assertThat(OutsideAddresses.isOutside(InetAddress.ofLiteral(address))).isFalse();
        OutsideAddresses outside = new OutsideAddresses(new Names(address));
        assertThatThrownBy(() -> outside.resolve("sts.amazonaws.com"))
                .isInstanceOf(OutsideAddresses.InsideAddress.class);
    }

    /// With loopback alone, so that a mistake would not leave the machine.
    @Test
    void a_name_that_leads_inside_is_not_dialled() throws Exception {
        Names names = new Names("127.0.0.1");
        AwsSettings settings = AwsSettings.of("aws", Aws.TRUSTED);
        try (AwsAuthMethod method =
                new AwsAuthMethod(settings, new SeenRequests(Aws.START), SSLContext.getDefault(), names)) {
            Refused refused = Aws.refusal(method, Aws.fresh(TRIAGE));
            assertThat(refused.reason()).isEqualTo(RefusalReason.KEYS_UNAVAILABLE);
            assertThat(refused.detail())
                    .contains("leads to an address inside")
                    .endsWith("`sts.eu-central-1.amazonaws.com`");
        }
        assertThat(names.asked).containsExactly("sts.eu-central-1.amazonaws.com");
    }

    @ParameterizedTest
    @ValueSource(strings = {"52.94.240.1", "100.63.255.255", "100.128.0.1", "172.32.0.1", "198.20.0.1", "2600:1f00::1"})
    void an_address_of_the_internet_is_not(String address) {
        assertThat(OutsideAddresses.isOutside(InetAddress.ofLiteral(address))).isTrue();
    }

    @Test
    void one_address_inside_among_others_is_enough() {
        OutsideAddresses outside = new OutsideAddresses(new Names("52.94.240.1", "169.254.169.254"));
        assertThatThrownBy(() -> outside.resolve("sts.amazonaws.com")).isInstanceOf(UnknownHostException.class);
    }

    @Test
    void what_was_looked_at_is_what_is_dialled() throws Exception {
        Names names = new Names("52.94.240.1");
        assertThat(new OutsideAddresses(names).resolve("sts.amazonaws.com"))
                .containsExactly(InetAddress.ofLiteral("52.94.240.1"));
        assertThat(names.asked)
                .as("no second look-up that could answer differently")
                .hasSize(1);
    }

    @Test
    void a_name_that_is_not_known_is_said() throws Exception {
        DnsResolver none = new Names() {
            @Override
            public InetAddress[] resolve(String host) throws UnknownHostException {
                throw new UnknownHostException(host);
            }
        };
        AwsSettings settings = AwsSettings.of("aws", Aws.TRUSTED);
        try (AwsAuthMethod method =
                new AwsAuthMethod(settings, new SeenRequests(Aws.START), SSLContext.getDefault(), none)) {
            assertThat(Aws.refusal(method, Aws.fresh(TRIAGE)))
                    .isEqualTo(new Refused(
                            RefusalReason.KEYS_UNAVAILABLE, "sts cannot be asked: its name cannot be looked up"));
        }
    }
}
