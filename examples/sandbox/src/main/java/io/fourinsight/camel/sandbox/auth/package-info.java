/** The identity provider: its token endpoint, the tokens it issued, and the guard that checks them for a service. */
package io.fourinsight.camel.sandbox.auth;
