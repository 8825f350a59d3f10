package dev.sallyport.grammar.http.body;

import dev.sallyport.grammar.http.text.Unclear;
import dev.sallyport.grammar.http.text.Utf8;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// One multipart/form-data body (RFC 7578, RFC 2046 section 5.1), with what parsers disagree about
/// refused: text before the first and after the last boundary, padding after a boundary, bare line
/// feeds.
final class Multipart {

    private static final byte[] BREAK = {'\r', '\n'};
    private static final byte[] BLANK_LINE = {'\r', '\n', '\r', '\n'};
    private static final byte[] END = {'-', '-'};
    private static final String BOUNDARY = "[0-9A-Za-z'()+_,./:=? -]{0,69}[0-9A-Za-z'()+_,./:=?-]";

    private final byte[] body;
    private final byte[] delimiter;
    private final int most;
    private final BodyReader single;

    Multipart(byte[] body, String boundary, int most, BodyReader single) throws Unclear {
        if (!boundary.matches(BOUNDARY)) {
            throw new Unclear("a multipart body without a usable boundary");
        }
        this.body = body;
        this.delimiter = ("\r\n--" + boundary).getBytes(StandardCharsets.US_ASCII);
        this.most = most;
        this.single = single;
    }

    List<Content.Part> read() throws Unclear {
        int at = delimiter.length - BREAK.length;
        if (!matches(Arrays.copyOfRange(delimiter, BREAK.length, delimiter.length), 0)) {
            throw new Unclear("a multipart body that does not begin with its boundary");
        }
        List<Content.Part> parts = new ArrayList<>();
        while (!matches(END, at)) {
            if (!matches(BREAK, at)) {
                throw new Unclear("a multipart boundary that goes on");
            }
            if (parts.size() == most) {
                throw new Unclear("more than " + most + " parts");
            }
            int to = indexOf(delimiter, at);
            if (to < 0) {
                throw new Unclear("a multipart body without its last boundary");
            }
            parts.add(part(at + BREAK.length, to));
            at = to + delimiter.length;
        }
        int end = at + END.length;
        if (end != body.length && !(matches(BREAK, end) && end + BREAK.length == body.length)) {
            throw new Unclear("text after the last multipart boundary");
        }
        return parts;
    }

    private Content.Part part(int from, int to) throws Unclear {
        // a part without fields would begin with the blank line; one has to name it
        int blank = indexOf(BLANK_LINE, from);
        if (blank < 0 || blank > to - BLANK_LINE.length + BREAK.length) {
            throw new Unclear("a part without fields");
        }
        PartFields fields = PartFields.read(Utf8.decode(body, from, blank));
        byte[] content = Arrays.copyOfRange(body, Math.min(blank + BLANK_LINE.length, to), to);
        checkLineFeeds(content);
        return new Content.Part(fields.name(), fields.filename(), content(fields, content));
    }

    private Content content(PartFields fields, byte[] content) throws Unclear {
        boolean plain = fields.type().essence().isEmpty() && fields.filename().isEmpty();
        if (fields.type().essence().startsWith("multipart/")) {
            throw new Unclear("a multipart body in another");
        }
        return content.length == 0 && !plain
                ? Content.NONE
                : single.single(plain ? MediaType.parse("text/plain") : type(fields), content);
    }

    /// The name of a file says more than a type that says nothing.
    private static MediaType type(PartFields fields) {
        MediaType named = MediaType.ofFile(fields.filename());
        boolean plain = !fields.type().isJson()
                && !fields.type().isJsonLines()
                && !fields.type().isTable();
        return plain && !named.essence().isEmpty() ? named : fields.type();
    }

    /// A parser that is content with a line feed would find a boundary here.
    private void checkLineFeeds(byte[] content) throws Unclear {
        byte[] bare = Arrays.copyOfRange(delimiter, 1, delimiter.length);
        if (indexOf(content, bare, 0) >= 0) {
            throw new Unclear("a multipart boundary after a bare line feed");
        }
    }

    private boolean matches(byte[] what, int at) {
        return at + what.length <= body.length && Arrays.equals(body, at, at + what.length, what, 0, what.length);
    }

    private int indexOf(byte[] what, int from) {
        return indexOf(body, what, from);
    }

    private static int indexOf(byte[] in, byte[] what, int from) {
        for (int at = from; at + what.length <= in.length; at++) {
            if (in[at] == what[0] && Arrays.equals(in, at, at + what.length, what, 0, what.length)) {
                return at;
            }
        }
        return -1;
    }
}
