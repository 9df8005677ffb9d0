package io.fourinsight.client.rest.call;

import java.util.function.UnaryOperator;
import org.apache.hc.client5.http.classic.HttpClient;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.protocol.HttpClientContext;

/**
 * The message of one attempt, with its own context: nothing is remembered from one request to the next.
 *
 * @param mask hides the request's secret in text that comes back
 */
record PreparedRequest(
        HttpClient http, HttpUriRequestBase message, HttpClientContext context, UnaryOperator<String> mask) {}
