/**
 * Says which window of a series a consumer reads next, and which cursor holds once that window was delivered.
 *
 * <p>It is pure: it knows no clock, no request and no Camel, and no package of ours but {@code base}. So each
 * interleaving of polls, late samples and failures can be tested. Begin with {@link io.fourinsight.client.plan.Planner};
 * for collections, of which it says what changed, with {@link io.fourinsight.client.plan.CollectionRound}.
 */
@NullMarked
package io.fourinsight.client.plan;

import org.jspecify.annotations.NullMarked;
