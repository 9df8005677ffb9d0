/** The processes that a row starts, and what runs in them: the server, the component in a Camel context, a job of its own. */
package io.fourinsight.camel.benchmark.process;
