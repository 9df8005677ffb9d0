/** What happens by itself as the sandbox's clock goes on: files that come, samples that come late, items that change. */
package io.fourinsight.camel.sandbox.growth;
