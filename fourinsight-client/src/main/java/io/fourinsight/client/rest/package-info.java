/**
 * What a caller of 4Insight's services sees of HTTP: errors, and what becomes of pages.
 *
 * <p>It knows no other package of ours. Begin with {@link io.fourinsight.client.rest.RestException}.
 */
@NullMarked
package io.fourinsight.client.rest;

import org.jspecify.annotations.NullMarked;
