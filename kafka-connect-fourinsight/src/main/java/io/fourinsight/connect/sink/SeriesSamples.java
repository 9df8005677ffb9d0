package io.fourinsight.connect.sink;

import io.fourinsight.client.reservoir.Sample;
import java.util.List;

/**
 * What one record holds.
 *
 * @param series its id, or the name that an id is found by
 * @param samples in the record's order
 */
record SeriesSamples(String series, List<Sample> samples) {}
