/**
 * Collections that come in pages, one page ahead of the reader.
 *
 * <p>It knows requests and URLs. Begin with {@link io.fourinsight.client.rest.page.CollectionClient}.
 */
@NullMarked
package io.fourinsight.client.rest.page;

import org.jspecify.annotations.NullMarked;
