/**
 * Puts samples into the reservoir: the ticket, the blob in blocks, the verification.
 *
 * <p>It knows CSV and requests. Begin with {@link io.fourinsight.client.reservoir.upload.UploadClient}.
 */
@NullMarked
package io.fourinsight.client.reservoir.upload;

import org.jspecify.annotations.NullMarked;
