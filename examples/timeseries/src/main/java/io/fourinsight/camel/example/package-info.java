/** The main job of the component: timer, {@code fourinsight:timeseries}, file; against a sandbox or the real service. */
package io.fourinsight.camel.example;
