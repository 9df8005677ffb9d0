package com.example;

import org.eclipse.paho.mqttv5.client.MqttCallback;
import org.eclipse.paho.mqttv5.client.MqttClient;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;

/**
 * A client of MQTT that connects when it is given a callback. A broker sends what waits in a session as soon as the client
 * is connected, and Paho drops what comes before there is a callback; Camel's consumer connects first.
 */
public final class SessionClient extends MqttClient {

    private final MqttConnectionOptions options;

    public SessionClient(String brokerUrl, String clientId, MqttConnectionOptions options) throws MqttException {
        super(brokerUrl, clientId, new MemoryPersistence());
        this.options = options;
        setManualAcks(true);
    }

    @Override
    public void setCallback(MqttCallback callback) {
        super.setCallback(callback);
        if (!isConnected()) {
            try {
                connect(options);
            } catch (MqttException e) {
                throw new IllegalStateException("the broker cannot be reached", e);
            }
        }
    }

    /** Camel does not disconnect a client that it has not made. */
    @Override
    public void close() throws MqttException {
        if (isConnected()) {
            disconnect();
        }
        super.close();
    }
}
