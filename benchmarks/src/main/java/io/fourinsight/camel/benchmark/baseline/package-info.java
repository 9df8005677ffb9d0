/** The other side of a row: what a program of its own does with HttpClient 5, with sockets, or in memory. */
package io.fourinsight.camel.benchmark.baseline;
