package dev.sallyport.app.admin;

import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/// A client that sends any bytes and reads until the server hangs up.
record Raw(Path socket, Path tokens) {

    String send(byte[] bytes) throws IOException {
        try (SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(socket))) {
            write(channel, bytes);
            if (channel.isConnected()) half(channel);
            return read(channel);
        }
    }

    /// Says this much and then nothing, without hanging up.
    String begin(String text) throws IOException {
        try (SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(socket))) {
            write(channel, text.getBytes(StandardCharsets.US_ASCII));
            return read(channel);
        }
    }

    String ask(String method, String path, Role role, String body) throws IOException {
        return ask(method, path, "Bearer " + token(role), "application/json", body);
    }

    String ask(String method, String path, String authorization, String contentType, String body) throws IOException {
        String head = method + " " + path + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: " + authorization
                + "\r\nContent-Type: " + contentType + "\r\nContent-Length: "
                + body.getBytes(StandardCharsets.UTF_8).length + "\r\n\r\n";
        return send((head + body).getBytes(StandardCharsets.UTF_8));
    }

    String token(Role role) throws IOException {
        return Files.readString(tokens.resolve(role.file())).strip();
    }

    static int status(String answer) {
        return Integer.parseInt(answer.substring("HTTP/1.1 ".length(), "HTTP/1.1 200".length()));
    }

    static String body(String answer) {
        return answer.substring(answer.indexOf("\r\n\r\n") + 4);
    }

    private static void half(SocketChannel channel) {
        try {
            channel.shutdownOutput();
        } catch (IOException e) {
            // it hung up first
        }
    }

    private static void write(SocketChannel channel, byte[] bytes) throws IOException {
        try {
            for (ByteBuffer buffer = ByteBuffer.wrap(bytes); buffer.hasRemaining(); ) channel.write(buffer);
        } catch (IOException e) {
            // it hung up before it had read everything: its answer is there to read
        }
    }

    private static String read(SocketChannel channel) {
        StringBuilder answer = new StringBuilder();
        ByteBuffer buffer = ByteBuffer.allocate(8192);
        try {
            while (channel.read(buffer) >= 0) {
                answer.append(new String(buffer.array(), 0, buffer.position(), StandardCharsets.ISO_8859_1));
                buffer.clear();
            }
        } catch (IOException e) {
            // it hung up before it had read everything that was sent: what it answered was read
        }
        return answer.toString();
    }
}
