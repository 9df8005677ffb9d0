/** The reservoir: time series, their info, and aggregates computed while they are paged through. */
package io.fourinsight.camel.sandbox.reservoir;
