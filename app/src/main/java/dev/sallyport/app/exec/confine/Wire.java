package dev.sallyport.app.exec.confine;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// What exec and its inside say to each other: a letter, then texts and numbers with their lengths. Both
/// ends are ours and start together, so there are no versions. Not safe for several threads.
final class Wire {

    /// To the inside: get ready, put a file, start the command, send it a signal.
    static final char SETTLE = 'S';

    static final char PUT = 'P';
    static final char START = 'R';
    static final char SIGNAL = 'K';

    /// From the inside: done, the command has ended, it cannot be done.
    static final char DONE = 'D';

    static final char ENDED = 'X';
    static final char FAILED = 'F';

    private static final int LONGEST = 4 << 20;
    private static final int MOST = 1 << 16;

    private Wire() {}

    static void text(DataOutputStream out, String text) throws IOException {
        bytes(out, text.getBytes(StandardCharsets.UTF_8));
    }

    static String text(DataInputStream in) throws IOException {
        return new String(bytes(in), StandardCharsets.UTF_8);
    }

    static void bytes(DataOutputStream out, byte[] bytes) throws IOException {
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    static byte[] bytes(DataInputStream in) throws IOException {
        int length = in.readInt();
        if (length < 0 || length > LONGEST) throw new IOException("too long: " + length);
        byte[] bytes = new byte[length];
        in.readFully(bytes);
        return bytes;
    }

    static void texts(DataOutputStream out, List<String> texts) throws IOException {
        out.writeInt(texts.size());
        for (String text : texts) text(out, text);
    }

    static List<String> texts(DataInputStream in) throws IOException {
        int count = in.readInt();
        if (count < 0 || count > MOST) throw new IOException("too many: " + count);
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < count; i++) texts.add(text(in));
        return texts;
    }
}
