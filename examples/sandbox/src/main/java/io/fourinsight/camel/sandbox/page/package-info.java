/**
 * The page at the root of the sandbox: what there is, what is being done with it, and switches for what can go wrong.
 *
 * <p>Begin at {@link io.fourinsight.camel.sandbox.page.SandboxPage}. It looks at the services through
 * {@link io.fourinsight.camel.sandbox.reservoir.SeriesViews} and
 * {@link io.fourinsight.camel.sandbox.odata.CampaignList}; the sandbox tells it everything else. No service knows of it.
 */
package io.fourinsight.camel.sandbox.page;
