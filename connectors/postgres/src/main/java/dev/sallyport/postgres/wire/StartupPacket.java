package dev.sallyport.postgres.wire;

import dev.sallyport.transport.ProtocolViolation;
import io.netty.buffer.ByteBuf;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// StartupMessage: the protocol version and the parameters, with the `options` already taken apart the way
/// PostgreSQL does it (`-c name=value`, `--name=value`, blanks escaped by a backslash).
///
/// @param parameters all but `options`, `_pq_.*`
/// @param settings from `options`
/// @param extensions names of `_pq_.*` parameters, none of which is known here
record StartupPacket(
        int major, int minor, Map<String, String> parameters, Map<String, String> settings, List<String> extensions) {

    static StartupPacket parse(int version, ByteBuf in, int at, int end) {
        Map<String, String> parameters = new LinkedHashMap<>();
        List<String> extensions = new ArrayList<>();
        Map<String, String> settings = Map.of();
        int i = at;
        while (i < end && in.getByte(i) != 0) {
            String name = Wire.text(in, i, end);
            i = Wire.behindText(in, i, end);
            String value = Wire.text(in, i, end);
            i = Wire.behindText(in, i, end);
            if (name.startsWith("_pq_.")) extensions.add(name);
            else if (name.equals("options")) settings = options(value);
            else if (parameters.put(name, value) != null)
                throw new ProtocolViolation("the start-up parameter `" + name + "` stands twice");
        }
        return new StartupPacket(version >>> 16, version & 0xffff, parameters, settings, extensions);
    }

    String parameter(String name) {
        return parameters.getOrDefault(name, "");
    }

    private static Map<String, String> options(String text) {
        Map<String, String> settings = new LinkedHashMap<>();
        List<String> words = words(text);
        for (int i = 0; i < words.size(); i++) {
            String word = words.get(i);
            if (word.equals("-c") && i + 1 < words.size()) setting(settings, words.get(++i));
            else if (word.startsWith("-c")) setting(settings, word.substring(2));
            else if (word.startsWith("--")) setting(settings, word.substring(2));
            else throw new ProtocolViolation("only `-c name=value` may stand in options"); // the word may be a secret
        }
        return settings;
    }

    private static void setting(Map<String, String> settings, String assignment) {
        int equals = assignment.indexOf('=');
        if (equals <= 0) throw new ProtocolViolation("an option needs the form name=value");
        settings.put(assignment.substring(0, equals).replace('-', '_'), assignment.substring(equals + 1));
    }

    private static List<String> words(String text) {
        List<String> words = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        boolean inside = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\\' && i + 1 < text.length()) {
                word.append(text.charAt(++i));
                inside = true;
            } else if (Character.isWhitespace(c)) {
                if (inside) words.add(word.toString());
                word.setLength(0);
                inside = false;
            } else {
                word.append(c);
                inside = true;
            }
        }
        if (inside) words.add(word.toString());
        return words;
    }
}
