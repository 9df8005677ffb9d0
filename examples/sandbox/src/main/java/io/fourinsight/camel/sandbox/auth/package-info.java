/** The identity provider: its pages and endpoints, the tokens it issued, and the guard that checks them for a service. */
package io.fourinsight.camel.sandbox.auth;
