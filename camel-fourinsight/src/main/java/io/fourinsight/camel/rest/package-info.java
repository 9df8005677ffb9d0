/**
 * HTTP towards 4Insight over the HttpClient 5 of camel-http: bearer, retries, OData pages, JSON, errors.
 *
 * <p>Knows sessions, but no exchange: what goes wrong is a {@link io.fourinsight.camel.rest.RestException}, which the
 * producer turns into Camel's exceptions.
 */
package io.fourinsight.camel.rest;
