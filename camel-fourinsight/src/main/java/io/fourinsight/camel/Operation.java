package io.fourinsight.camel;

import io.fourinsight.camel.session.Session;
import org.apache.camel.Exchange;

/** What an endpoint does with an exchange that has a session with a usable token. */
@FunctionalInterface
interface Operation {

    void process(Exchange exchange, Session session) throws Exception;
}
