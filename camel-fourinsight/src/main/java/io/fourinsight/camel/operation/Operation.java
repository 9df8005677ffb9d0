package io.fourinsight.camel.operation;

import io.fourinsight.client.session.Session;
import org.apache.camel.Exchange;

/** What an endpoint does with an exchange that has a session with a usable token. */
@FunctionalInterface
public interface Operation {

    void process(Exchange exchange, Session session) throws Exception;
}
