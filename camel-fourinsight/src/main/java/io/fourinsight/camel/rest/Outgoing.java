package io.fourinsight.camel.rest;

import org.apache.hc.client5.http.classic.HttpClient;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.protocol.HttpClientContext;

/** The message of one attempt, with its own context: nothing is remembered from one request to the next. */
record Outgoing(HttpClient http, HttpUriRequestBase message, HttpClientContext context) {}
