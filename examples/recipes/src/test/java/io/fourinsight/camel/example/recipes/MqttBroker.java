package io.fourinsight.camel.example.recipes;

import java.nio.charset.StandardCharsets;
import org.apache.activemq.artemis.core.config.impl.ConfigurationImpl;
import org.apache.activemq.artemis.core.remoting.impl.netty.NettyAcceptor;
import org.apache.activemq.artemis.core.server.ActiveMQServer;
import org.apache.activemq.artemis.core.server.ActiveMQServers;
import org.apache.activemq.artemis.core.server.Queue;
import org.eclipse.paho.mqttv5.client.MqttClient;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;

/** A real broker of MQTT 5 in this process, which keeps sessions and their messages as long as it runs. */
final class MqttBroker {

    private static final String ACCEPTOR = "mqtt";

    private final ActiveMQServer server;
    private final String address;

    private MqttBroker(ActiveMQServer server, String address) {
        this.server = server;
        this.address = address;
    }

    static MqttBroker start() throws Exception {
        ActiveMQServer server = ActiveMQServers.newActiveMQServer(new ConfigurationImpl()
                .setPersistenceEnabled(false)
                .setSecurityEnabled(false)
                .addAcceptorConfiguration(ACCEPTOR, "tcp://127.0.0.1:0?protocols=MQTT"));
        server.start();
        NettyAcceptor acceptor = (NettyAcceptor) server.getRemotingService().getAcceptor(ACCEPTOR);
        return new MqttBroker(server, "tcp://127.0.0.1:" + acceptor.getActualPort());
    }

    String address() {
        return address;
    }

    /** Whether the session of that client has a subscription. */
    boolean hasSubscription(String clientId) {
        return queue(clientId) != null;
    }

    /** How many messages the broker keeps for that client, with those that it has sent and that are not acknowledged. */
    long kept(String clientId) {
        Queue queue = queue(clientId);
        return queue == null ? 0 : queue.getMessageCount();
    }

    private Queue queue(String clientId) {
        return server.getPostOffice()
                .getAllBindings()
                .filter(binding -> binding.getUniqueName().toString().startsWith(clientId + "."))
                .map(binding -> server.locateQueue(binding.getUniqueName()))
                .findFirst()
                .orElse(null);
    }

    /** Publishes as a device does it, with QoS 1: when this returns, the broker has all of them. */
    void publish(String topic, Iterable<String> messages) throws MqttException {
        MqttClient device = new MqttClient(address, "device", new MemoryPersistence());
        device.connect();
        for (String message : messages) {
            device.publish(topic, message.getBytes(StandardCharsets.UTF_8), 1, false);
        }
        device.disconnect();
        device.close();
    }

    void stop() throws Exception {
        server.stop();
    }
}
