/** How a row is measured: rounds, turns and loads, what they bring, and the bars that it is held against. */
package io.fourinsight.camel.benchmark.measure;
