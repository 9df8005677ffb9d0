/**
 * Where the REST API has campaigns and what belongs to them.
 *
 * <p>It knows requests and URLs. Begin with {@link io.fourinsight.client.campaign.CampaignUrls}.
 */
@NullMarked
package io.fourinsight.client.campaign;

import org.jspecify.annotations.NullMarked;
