/** The main job of the component on Quarkus: timer, {@code fourinsight:timeseries}, file. */
package io.fourinsight.camel.example.quarkus;
