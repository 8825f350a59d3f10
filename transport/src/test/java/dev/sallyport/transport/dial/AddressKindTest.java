package dev.sallyport.transport.dial;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.testkit.generate.Seeded;
import java.net.InetAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// SSRF: every block that is no public network is told apart, however it is wrapped.
class AddressKindTest {

    @ParameterizedTest
    @CsvSource({
        "0.0.0.0,UNSPECIFIED", "0.1.2.3,UNSPECIFIED", "10.0.0.1,PRIVATE", "10.255.255.255,PRIVATE",
        "11.0.0.0,PUBLIC", "9.255.255.255,PUBLIC", "100.63.255.255,PUBLIC", "100.64.0.0,SHARED",
        "100.127.255.255,SHARED", "100.128.0.0,PUBLIC", "100.100.100.200,METADATA", "127.0.0.1,LOOPBACK",
        "127.255.0.9,LOOPBACK", "169.253.1.1,PUBLIC", "169.254.0.1,LINK_LOCAL", "169.254.169.254,METADATA",
        "169.254.170.2,METADATA", "169.254.170.23,METADATA", "168.63.129.16,METADATA", "172.15.0.1,PUBLIC",
        "172.16.0.1,PRIVATE", "172.31.255.255,PRIVATE", "172.32.0.0,PUBLIC", "192.0.0.1,RESERVED",
        "192.0.0.192,METADATA", "192.0.1.1,PUBLIC", "192.0.2.1,RESERVED", "192.88.99.1,RESERVED",
        "192.167.1.1,PUBLIC", "192.168.0.1,PRIVATE", "198.17.0.1,PUBLIC", "198.18.0.1,RESERVED",
        "198.19.255.255,RESERVED", "198.51.100.7,RESERVED", "203.0.113.7,RESERVED", "203.0.114.7,PUBLIC",
        "223.255.255.255,PUBLIC", "224.0.0.1,MULTICAST", "239.1.1.1,MULTICAST", "240.0.0.1,RESERVED",
        "255.255.255.255,BROADCAST", "8.8.8.8,PUBLIC"
    })
    void four(String address, AddressKind kind) throws Exception {
        assertThat(AddressKind.of(InetAddress.getByName(address))).isEqualTo(kind);
    }

    @ParameterizedTest
    @CsvSource({
        "::,UNSPECIFIED",
        "::1,LOOPBACK",
        "::2,UNSPECIFIED",
        "fe80::1,LINK_LOCAL",
        "febf::1,LINK_LOCAL",
        "fec0::1,PRIVATE",
        "fc00::1,PRIVATE",
        "fdff::1,PRIVATE",
        "fd00:ec2::254,METADATA",
        "fd00:ec2::23,METADATA",
        "fd20:ce::254,METADATA",
        "ff02::1,MULTICAST",
        "2001:db8::1,RESERVED",
        "3fff::1,RESERVED",
        "2001::1,RESERVED",
        "2001:1ff::1,RESERVED",
        "2001:200::1,PUBLIC",
        "2606:4700::1111,PUBLIC",
        "100::1,RESERVED",
        "4000::1,RESERVED",
        "64:ff9b::7f00:1,LOOPBACK",
        "64:ff9b::a9fe:a9fe,METADATA",
        "64:ff9b::808:808,PUBLIC",
        "64:ff9b:1::1,RESERVED",
        "2002:7f00:1::1,LOOPBACK",
        "2002:a9fe:a9fe::1,METADATA",
        "2002:a00:1::1,PRIVATE",
        "2002:808:808::1,PUBLIC",
        "2002:808:808::5efe:7f00:1,LOOPBACK",
        "2606:4700::5efe:a00:1,PRIVATE",
        "2606:4700::200:5efe:a9fe:a9fe,METADATA",
        "::7f00:1,LOOPBACK",
        "::a9fe:a9fe,METADATA",
        "::808:808,RESERVED",
        "::ffff:0:808:808,RESERVED"
    })
    void six(String address, AddressKind kind) throws Exception {
        assertThat(AddressKind.of(InetAddress.getByName(address))).isEqualTo(kind);
    }

    @Test
    void aMappedAddressIsWhatItCarries() {
        Seeded.forAll(500, some -> {
            byte[] four = {
                (byte) (int) some.pick(0, 10, 100, 127, 169, 172, 192, 224, some.between(0, 255)),
                (byte) (int) some.pick(0, 64, 168, 254, some.between(0, 255)),
                (byte) some.between(0, 255),
                (byte) some.between(0, 255)
            };
            byte[] mapped = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, -1, -1, four[0], four[1], four[2], four[3]};
            AddressKind kind = AddressKind.of(four);
            AddressKind found = AddressKind.of(mapped);
            assertThat(found).isEqualTo(kind == AddressKind.PUBLIC ? AddressKind.RESERVED : kind);
        });
    }
}
