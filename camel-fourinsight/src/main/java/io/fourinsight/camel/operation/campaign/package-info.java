/**
 * The operations of {@code fourinsight:campaigns}.
 *
 * <p>It knows the package above it and the client's requests. Begin with
 * {@link io.fourinsight.camel.operation.campaign.CampaignOperations}.
 */
@NullMarked
package io.fourinsight.camel.operation.campaign;

import org.jspecify.annotations.NullMarked;
