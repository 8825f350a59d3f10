package dev.sallyport.app.exec.confine;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// What the inside is told first.
///
/// @param folder where its tmpfs goes
/// @param id the command's user
/// @param ip the program
/// @param mount the program
/// @param doors where to listen, and where each leads
/// @param etc content of files under `/etc`: name and text in turn
record Settlement(Path folder, int id, String ip, String mount, List<Door> doors, List<String> etc) {

    /// @param address on the loopback device
    /// @param socket of exec's relay
    record Door(String address, int port, Path socket) {}

    Settlement {
        doors = List.copyOf(doors);
        etc = List.copyOf(etc);
    }

    void write(DataOutputStream out) throws IOException {
        out.writeInt(id);
        Wire.texts(out, List.of(folder.toString(), ip, mount));
        List<String> texts = new ArrayList<>();
        for (Door door : doors) {
            texts.addAll(List.of(
                    door.address(), Integer.toString(door.port()), door.socket().toString()));
        }
        Wire.texts(out, texts);
        Wire.texts(out, etc);
    }

    static Settlement read(DataInputStream in) throws IOException {
        int id = in.readInt();
        List<String> places = Wire.texts(in);
        List<String> texts = Wire.texts(in);
        List<Door> doors = new ArrayList<>();
        for (int i = 0; i < texts.size(); i += 3) {
            doors.add(new Door(texts.get(i), Integer.parseInt(texts.get(i + 1)), Path.of(texts.get(i + 2))));
        }
        return new Settlement(Path.of(places.get(0)), id, places.get(1), places.get(2), doors, Wire.texts(in));
    }
}
