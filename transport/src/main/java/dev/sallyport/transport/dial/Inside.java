package dev.sallyport.transport.dial;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// What a target's configuration names although it lies inside. Immutable.
///
/// * an address opens that address;
/// * a network (`10.20.0.0/16`) opens its addresses, but no metadata service: that has to be named as
///   an address;
/// * a name opens loopback, private and shared addresses to itself, and no link-local one.
public final class Inside {

    public static final Inside NOTHING = new Inside(List.of(), Set.of());

    private final List<Network> networks;
    private final Set<String> names;

    private Inside(List<Network> networks, Set<String> names) {
        this.networks = networks;
        this.names = names;
    }

    /// @param named addresses, networks and host names as they stand in the configuration
    /// @throws IllegalArgumentException saying what is wrong with which of them; without a
    ///     configuration path
    public static Inside of(List<String> named) {
        List<Network> networks = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (String each : named) {
            Optional<InetAddress> literal = HostName.literal(each.toLowerCase(Locale.ROOT));
            if (literal.isPresent()) {
                networks.add(usable(new Network(literal.get(), literal.get().getAddress().length * 8), each));
            } else if (each.indexOf('/') >= 0) {
                networks.add(usable(Network.parse(each), each));
            } else {
                names.add(name(each));
            }
        }
        return new Inside(List.copyOf(networks), Set.copyOf(names));
    }

    private static String name(String text) {
        try {
            return HostName.canonical(text);
        } catch (RefusedAddress e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    private static Network usable(Network network, String text) {
        AddressKind kind = AddressKind.of(network.first());
        return switch (kind) {
            case MULTICAST, BROADCAST, UNSPECIFIED ->
                throw new IllegalArgumentException("no target is at " + kind.words() + " `" + text + "`");
            case PUBLIC, LOOPBACK, LINK_LOCAL, METADATA, PRIVATE, SHARED, RESERVED -> network;
        };
    }

    /// @param host canonical
    boolean allows(String host, InetAddress address) {
        AddressKind kind = AddressKind.of(address);
        return switch (kind) {
            case PUBLIC -> true;
            case LOOPBACK, PRIVATE, SHARED -> names.contains(host) || inNetwork(address);
            case LINK_LOCAL, RESERVED -> inNetwork(address);
            case METADATA -> named(address);
            case MULTICAST, BROADCAST, UNSPECIFIED -> false;
        };
    }

    private boolean inNetwork(InetAddress address) {
        return networks.stream()
                .anyMatch(network ->
                        network.contains(address) && AddressKind.of(network.first()) == AddressKind.of(address));
    }

    private boolean named(InetAddress address) {
        return networks.stream()
                .anyMatch(network ->
                        network.first().equals(address) && network.length() == address.getAddress().length * 8);
    }
}
