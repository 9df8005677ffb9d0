package io.fourinsight.camel.sandbox.reservoir;

import java.time.Instant;

/** A file as a part of a series, and when it was uploaded. */
record SeriesFile(String id, Instant uploadedAt, FileContent content) {}
