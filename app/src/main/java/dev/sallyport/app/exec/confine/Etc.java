package dev.sallyport.app.exec.confine;

import java.util.List;
import java.util.stream.Collectors;

/// Files that the command sees in place of the machine's own.
final class Etc {

    private Etc() {}

    /// @return name and text in turn
    static List<String> files(List<Destination> gateway, int id) {
        String names = gateway.stream()
                .filter(to -> !to.literal() && !to.host().equals("localhost"))
                .map(to -> "127.0.0.1 " + to.host() + "\n")
                .distinct()
                .collect(Collectors.joining());
        return List.of(
                "hosts", "127.0.0.1 localhost\n::1 localhost\n" + names,
                "resolv.conf", "# the gateway's name is in /etc/hosts, no other can be looked up here\n",
                "passwd", "root:x:0:0:root:/:/bin/sh\nagent:x:" + id + ":" + id + ":agent:" + Room.HOME + ":/bin/sh\n",
                "group", "root:x:0:\nagent:x:" + id + ":\n");
    }
}
