/** The Camel component {@code fourinsight}: endpoints, operations and the token processor that every exchange passes. */
package io.fourinsight.camel;
