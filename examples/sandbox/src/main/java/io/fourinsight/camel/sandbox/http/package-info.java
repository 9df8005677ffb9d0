/** The little HTTP that the services share, on the JDK's server; knows none of them. */
package io.fourinsight.camel.sandbox.http;
