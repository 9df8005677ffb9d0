package io.fourinsight.client.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import org.apache.hc.client5.http.io.ManagedHttpClientConnection;
import org.apache.hc.core5.util.Timeout;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How long a connection waits for the next bytes. */
class SocketTimeoutTest {

    private final ServerSocket server;
    private Socket socket;
    private ManagedHttpClientConnection connection;

    SocketTimeoutTest() throws IOException {
        server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    }

    @BeforeEach
    void connect() throws IOException {
        socket = new Socket(server.getInetAddress(), server.getLocalPort());
        connection = QuietConnection.FACTORY.createConnection(socket);
    }

    @AfterEach
    void close() throws IOException {
        connection.close();
        server.close();
    }

    @Test
    void aConnectionFromThePoolHasTheTimeoutThatItWasGivenBackWith() throws IOException {
        connection.setSocketTimeout(Timeout.ofSeconds(7));
        connection.passivate();
        connection.activate();
        assertThat(socket.getSoTimeout()).isEqualTo(7_000);
    }
}
