package io.fourinsight.camel.benchmark.baseline;

import io.fourinsight.camel.benchmark.measure.Load;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** The cheapest client there can be: the same request over and over on a socket per thread, answers counted by length. */
public final class PlainSocketCalls implements Load.Call {

    private final byte[] request;
    private final ThreadLocal<Socket> sockets;
    private volatile int answerLength;

    public PlainSocketCalls(String server) {
        URI url = URI.create(server);
        request = ("GET /api/items/1 HTTP/1.1\r\nHost: " + url.getAuthority() + "\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII);
        sockets = ThreadLocal.withInitial(() -> connect(url));
    }

    private static Socket connect(URI url) {
        try {
            Socket socket = new Socket(url.getHost(), url.getPort());
            socket.setTcpNoDelay(true);
            return socket;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** All answers are of one length: the first one tells it, at the end of its body. */
    @Override
    public void make(int number) throws IOException {
        Socket socket = sockets.get();
        socket.getOutputStream().write(request);
        InputStream in = socket.getInputStream();
        byte[] buffer = new byte[4096];
        int length = in.read(buffer);
        if (answerLength == 0) {
            answerLength = length(buffer, length);
        }
        while (length < answerLength) {
            int read = in.read(buffer, length, buffer.length - length);
            if (read < 0) {
                throw new IOException("the server closed the connection");
            }
            length += read;
        }
    }

    private static int length(byte[] buffer, int read) {
        String answer = new String(buffer, 0, read, StandardCharsets.US_ASCII);
        int body = answer.indexOf("\r\n\r\n") + 4;
        String[] field = answer.split("Content-Length: ", 2);
        return body + Integer.parseInt(field[1].substring(0, field[1].indexOf('\r')));
    }
}
