package io.fourinsight.camel.runtime;

import org.apache.camel.Exchange;
import org.apache.camel.component.http.HttpActivityListener;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.HttpRequest;
import org.apache.hc.core5.http.HttpResponse;
import org.apache.hc.core5.http.io.support.ClassicRequestBuilder;

/** Shows a user's activity listener each request without its token. */
final class MaskedActivity implements HttpActivityListener {

    private final HttpActivityListener listener;

    MaskedActivity(HttpActivityListener listener) {
        this.listener = listener;
    }

    @Override
    public void onRequestSubmitted(
            Object source, Exchange exchange, HttpHost host, HttpRequest request, HttpEntity body) {
        if (!(request instanceof ClassicHttpRequest classic)) {
            return; // cannot be masked, so it is not shown; HttpClient's classic API has no others
        }
        ClassicHttpRequest copy = ClassicRequestBuilder.copy(classic).build();
        copy.setHeader(HttpHeaders.AUTHORIZATION, "***");
        listener.onRequestSubmitted(source, exchange, host, copy, body);
        // a listener that reads a stream leaves a copy of it behind, to be sent instead
        classic.setEntity(copy.getEntity());
    }

    @Override
    public void onResponseReceived(
            Object source, Exchange exchange, HttpHost host, HttpResponse response, HttpEntity body, long elapsed) {
        listener.onResponseReceived(source, exchange, host, response, body, elapsed);
    }
}
