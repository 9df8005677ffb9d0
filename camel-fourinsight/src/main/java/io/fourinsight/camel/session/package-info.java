/**
 * Sessions: who a route is towards 4Insight, and the OAuth 2.0 tokens that prove it.
 *
 * <p>Knows HttpClient 5 and Nimbus, but neither Camel nor the REST API. {@link SessionFactory} makes sessions,
 * {@link SessionCache} keeps those of one route, {@link TokenSource} is what a caller needs of a session.
 */
package io.fourinsight.camel.session;
