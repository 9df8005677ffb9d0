package io.fourinsight.camel.servers;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;

/**
 * One connection through a relay. HTTP/1.1 has requests and answers in turn, so what comes from the client after an
 * answer begins the next request.
 */
final class RelayedConnection {

    private static final int BUFFER = 64 * 1024;

    private final FaultyRelay relay;
    private final Socket client;
    private final Socket server;
    private Fault fault = Fault.NONE;
    private boolean answered = true;
    private long requestBytes;
    private long answerBytes;

    RelayedConnection(FaultyRelay relay, Socket client, Socket server) throws IOException {
        this.relay = relay;
        this.client = client;
        this.server = server;
        client.setTcpNoDelay(true);
        server.setTcpNoDelay(true);
    }

    void passRequests() {
        pass(client, server, this::afterRequestBytes);
    }

    void passAnswers() {
        pass(server, client, this::afterAnswerBytes);
    }

    /** Counts bytes that came from one side, and tells how many of them the fault lets pass. */
    @FunctionalInterface
    private interface Count {
        Passing after(int bytes);
    }

    /** @param unharmed how many bytes of those just read pass before the effect */
    private record Passing(Fault.Effect effect, int unharmed) {}

    private synchronized Passing afterRequestBytes(int read) {
        if (answered) {
            fault = relay.begin();
            answered = false;
            requestBytes = 0;
            answerBytes = 0;
        }
        requestBytes += read;
        return passing(Fault.Direction.REQUEST, requestBytes, read);
    }

    private synchronized Passing afterAnswerBytes(int read) {
        answered = true;
        answerBytes += read;
        return passing(Fault.Direction.ANSWER, answerBytes, read);
    }

    private Passing passing(Fault.Direction direction, long total, int read) {
        long before = total - read;
        boolean here = fault.direction() == direction && before <= fault.bytes() && fault.bytes() < total;
        return here
                ? new Passing(fault.effect(), (int) (fault.bytes() - before))
                : new Passing(Fault.Effect.NOTHING, read);
    }

    private void pass(Socket from, Socket to, Count count) {
        byte[] buffer = new byte[BUFFER];
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                Passing passing = count.after(read);
                switch (passing.effect()) {
                    case NOTHING -> out.write(buffer, 0, read);
                    case DAMAGE -> {
                        buffer[passing.unharmed()] ^= 1;
                        out.write(buffer, 0, read);
                    }
                    case STALL -> {
                        out.write(buffer, 0, passing.unharmed());
                        relay.stall();
                    }
                    case CLOSE -> {
                        out.write(buffer, 0, passing.unharmed());
                        return;
                    }
                    case RESET -> {
                        out.write(buffer, 0, passing.unharmed());
                        from.setSoLinger(true, 0);
                        to.setSoLinger(true, 0);
                        return;
                    }
                }
            }
        } catch (IOException e) {
            // one side hung up, or the test is over
        }
    }
}
