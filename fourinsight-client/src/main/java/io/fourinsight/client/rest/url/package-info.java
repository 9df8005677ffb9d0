/**
 * Which URLs may be called, and how they are written: base URLs, paths, OData queries, signed URLs.
 *
 * <p>It knows {@code base} alone. Begin with {@link io.fourinsight.client.rest.url.ServiceUrl}.
 */
@NullMarked
package io.fourinsight.client.rest.url;

import org.jspecify.annotations.NullMarked;
