package dev.sallyport.transport.dial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Inside is closed but for what the configuration names, and no wider.
class InsideTest {

    @ParameterizedTest
    @CsvSource({
        "10.1.2.3,10.1.2.3,true",
        "10.1.2.3,10.1.2.4,false",
        "10.1.0.0/16,10.1.255.255,true",
        "10.1.0.0/16,10.2.0.0,false",
        "10.1.128.0/17,10.1.127.255,false",
        "10.1.128.0/17,10.1.200.1,true",
        "127.0.0.1,127.0.0.1,true",
        "127.0.0.1,127.0.0.2,false",
        "169.254.0.0/16,169.254.1.1,true",
        "169.254.0.0/16,169.254.169.254,false",
        "169.254.169.254,169.254.169.254,true",
        "169.254.169.254/32,169.254.169.254,true",
        "100.64.0.0/10,100.100.100.200,false",
        "100.0.0.0/8,100.64.0.1,false",
        "fc00::/7,fd00::1,true",
        "fc00::/7,fd00:ec2::254,false",
        "fd00:ec2::254/128,fd00:ec2::254,true",
        "crm.internal,10.0.0.7,true",
        "CRM.internal.,10.0.0.7,true",
        "other.internal,10.0.0.7,false",
        "crm.internal,127.0.0.1,true",
        "crm.internal,100.64.0.1,true",
        "crm.internal,169.254.1.1,false",
        "crm.internal,169.254.169.254,false",
        "crm.internal,0.0.0.0,false",
        "crm.internal,224.0.0.1,false",
        "crm.internal,8.8.8.8,true",
        "10.0.0.0/8,::a00:1,false",
        "10.0.0.0/8,64:ff9b::a00:1,false"
    })
    void opens(String named, String address, boolean allowed) throws Exception {
        assertThat(Inside.of(List.of(named)).allows("crm.internal", InetAddress.getByName(address)))
                .isEqualTo(allowed);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0.0.0.0/0",
                "10.0.0.0/7",
                "10.0.0.1/8",
                "10.0.0.0/33",
                "10.0.0.0/-1",
                "10.0.0.0/",
                "10.0/8",
                "::/0",
                "0.0.0.0",
                "::",
                "224.0.0.1",
                "255.255.255.255",
                "2130706433",
                "127.1",
                "/8",
                "a/b",
                "",
                "*",
                "metadata.google.internal",
                "::ffff:10.0.0.1",
                "10.0.0.0/8/8",
                "fe80::1%1"
            })
    void isNotWrittenLikeThis(String named) {
        assertThatThrownBy(() -> Inside.of(List.of(named)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("`" + named + "`");
    }
}
