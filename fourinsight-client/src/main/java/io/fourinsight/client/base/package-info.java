/**
 * What all other packages stand on: deadlines, secrets, hashes, the loopback rule, files that only their owner can read.
 *
 * <p>It knows no other package of ours. Each class stands for itself.
 */
@NullMarked
package io.fourinsight.client.base;

import org.jspecify.annotations.NullMarked;
