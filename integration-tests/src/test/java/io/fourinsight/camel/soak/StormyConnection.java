package io.fourinsight.camel.soak;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * One connection through a relay. Requests and answers come in turn, so what a client says after an answer begins the
 * next request.
 */
final class StormyConnection {

    private static final int BUFFER = 16 * 1024;
    private static final int LATE_MILLIS = 150;
    private static final int IDLE_MILLIS = 20;

    private final StormyRelay relay;
    private final Socket client;
    private final Socket server;
    private final CountDownLatch over = new CountDownLatch(1);
    private Gust gust = Gust.NONE;
    private boolean answered = true;

    StormyConnection(StormyRelay relay, Socket client, Socket server) throws IOException {
        this.relay = relay;
        this.client = client;
        this.server = server;
        client.setTcpNoDelay(true);
        server.setTcpNoDelay(true);
    }

    void passRequests() {
        byte[] buffer = new byte[BUFFER];
        try {
            InputStream in = client.getInputStream();
            OutputStream out = server.getOutputStream();
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                if (asked() == Gust.RESET) {
                    breakDown();
                    return;
                }
                out.write(buffer, 0, read);
            }
        } catch (IOException e) {
            // one side hung up
        } finally {
            end();
        }
    }

    void passAnswers() {
        byte[] buffer = new byte[BUFFER];
        try {
            InputStream in = server.getInputStream();
            OutputStream out = client.getOutputStream();
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                if (!pass(buffer, read, out)) {
                    return;
                }
            }
        } catch (SocketTimeoutException idle) {
            // as a server does that keeps its connections for so long only
        } catch (IOException e) {
            // one side hung up
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // the relay closes
        } finally {
            end();
        }
    }

    /** False if nothing more is to come. */
    private boolean pass(byte[] buffer, int read, OutputStream out) throws IOException, InterruptedException {
        switch (answering()) {
            case LOSE -> {
                breakDown();
                return false;
            }
            case TRUNCATE -> {
                out.write(buffer, 0, read / 2);
                return false;
            }
            case STALL -> {
                over.await();
                return false;
            }
            case DELAY -> {
                if (over.await(LATE_MILLIS, TimeUnit.MILLISECONDS)) {
                    return false;
                }
            }
            case CLOSE_IDLE -> server.setSoTimeout(IDLE_MILLIS);
            default -> {}
        }
        out.write(buffer, 0, read);
        return true;
    }

    private synchronized Gust asked() {
        if (answered) {
            answered = false;
            gust = relay.begin();
        }
        return gust;
    }

    /** What happens to the beginning of an answer; nothing to the rest of it. */
    private synchronized Gust answering() {
        Gust now = gust;
        gust = Gust.NONE;
        answered = true;
        return now;
    }

    private void breakDown() throws IOException {
        client.setSoLinger(true, 0);
        server.setSoLinger(true, 0);
    }

    void end() {
        over.countDown();
        relay.ended(this);
        closeQuietly(client);
        closeQuietly(server);
    }

    private static void closeQuietly(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            // it is of no use any more
        }
    }
}
