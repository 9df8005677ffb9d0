/** Series that are derived from others: a group of series hour by hour, a bean that computes, an append. */
package io.fourinsight.camel.example.derived;
