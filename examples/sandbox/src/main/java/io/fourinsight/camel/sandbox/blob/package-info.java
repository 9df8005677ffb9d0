/** A blob store with Azure's HTTP as far as uploads and day files need it; knows nothing of time series. */
package io.fourinsight.camel.sandbox.blob;
