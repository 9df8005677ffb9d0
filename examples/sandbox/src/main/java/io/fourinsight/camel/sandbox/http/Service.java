package io.fourinsight.camel.sandbox.http;

/** Answers requests, from any number of threads at once. */
@FunctionalInterface
public interface Service {

    /**
     * @throws Refusal for an answer that ends the work early
     */
    Response answer(Request request);
}
